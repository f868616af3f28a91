package io.github.tidbspring.client.table;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How many rows are inserted: what {@link Table#bulkInsert()} starts.
 *
 * @param <T> the type of the rows
 * @since 0.1
 */
public interface BulkInsert<T> {

	/**
	 * Set the number of rows in a batch. A batch is a transaction, and TiDB limits its
	 * size: batches of large rows end earlier, at about 8 MiB.
	 * @param rows the number of rows, 1 to 10000; 1000 by default
	 * @return this description
	 */
	BulkInsert<T> batchSize(int rows);

	/**
	 * Update the rows whose keys exist already, as {@link Table#save(Object)} does: a
	 * vector that is {@code null} is not given, and the stored one stays.
	 * @return this description
	 */
	BulkInsert<T> orUpdate();

	/**
	 * Be told after each batch.
	 * @param listener told of the progress, on the thread that inserts
	 * @return this description
	 */
	BulkInsert<T> onProgress(Consumer<InsertProgress> listener);

	/**
	 * Insert the rows.
	 * @param rows the rows
	 * @return the number of rows
	 * @throws BulkInsertException if a batch fails; says how many rows are in
	 */
	long insert(Iterable<? extends T> rows);

	/**
	 * Insert the rows, in bounded memory.
	 * @param rows the rows; read to the end and closed
	 * @return the number of rows
	 * @throws BulkInsertException if a batch fails; says how many rows are in
	 */
	long insert(Stream<? extends T> rows);

	/**
	 * Insert the rows, in bounded memory.
	 * @param rows the rows; read to the end
	 * @return the number of rows
	 * @throws BulkInsertException if a batch fails; says how many rows are in
	 */
	long insert(Iterator<? extends T> rows);

	/**
	 * Insert the rows one by one, and return them with the keys that the server chose.
	 * One round trip a row: only so does each row certainly get its own key.
	 * @param rows the rows
	 * @return the rows with their keys, in the same order
	 * @throws BulkInsertException if a batch fails; says how many rows are in
	 */
	List<T> insertReturning(Iterable<? extends T> rows);

}
