package io.github.tidbspring.sample;

/**
 * The progress of the index.
 *
 * @param ready whether it can be searched
 * @param done the number of stored properties
 * @param total the number of properties; 0 until they are counted
 */
record IndexStatus(boolean ready, int done, int total) {

}
