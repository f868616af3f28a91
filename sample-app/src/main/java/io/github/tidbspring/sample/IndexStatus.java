package io.github.tidbspring.sample;

/**
 * How far the index is.
 *
 * @param ready whether it can be searched
 * @param done how many properties are stored
 * @param total how many properties there are; 0 while they are not counted yet
 */
record IndexStatus(boolean ready, int done, int total) {

}
