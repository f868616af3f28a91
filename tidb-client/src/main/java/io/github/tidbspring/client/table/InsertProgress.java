package io.github.tidbspring.client.table;

/**
 * How far a bulk insert is.
 *
 * @param rows the number of rows that are in
 * @param batches the number of batches that are in
 * @since 0.1
 */
public record InsertProgress(long rows, int batches) {

}
