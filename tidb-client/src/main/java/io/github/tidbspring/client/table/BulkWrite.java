package io.github.tidbspring.client.table;

import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A bulk load: what {@link Table#bulk()} returns. Rows are written in batches, each of
 * which is a transaction of its own, or a part of the running one. Only one batch is held
 * in memory. The rows themselves stay as they are: a bean gets neither key nor vector.
 * {@link Table#insertAll(Iterable)} and {@link Table#saveAll(Iterable)} write all rows or
 * none, and return them with their keys.
 *
 * <pre class="code">
 * long inserted = notes.bulk().batchSize(500).onProgress((progress) -&gt; log.info(progress.rows() + " rows"))
 * 	.insert(stream);
 * </pre>
 *
 * Immutable and thread-safe: each step returns a new specification. Applications do not
 * implement this interface: it may get more methods.
 *
 * @param <T> the type of the rows
 * @since 0.1
 */
public interface BulkWrite<T> {

	/**
	 * Set the number of rows in a batch. TiDB limits the size of a transaction: a batch
	 * of large rows ends earlier, at about 8 MiB, far below that limit (100 MiB by
	 * default) and below the usual limit of a packet.
	 * @param rows the number of rows, 1 to 10000; 1000 by default
	 * @return a specification with this size
	 * @throws IllegalArgumentException if the number is out of that range
	 */
	BulkWrite<T> batchSize(int rows);

	/**
	 * Add a listener that is called after each batch, on the thread that writes. What it
	 * throws ends the load, and reaches the caller as it is; the batches so far are in.
	 * @param listener the listener; those added before stay
	 * @return a specification with this listener
	 */
	BulkWrite<T> onProgress(Consumer<? super Progress> listener);

	/**
	 * Insert rows.
	 * @param rows the rows, read once, batch by batch; a lambda that returns an iterator
	 * will do
	 * @return the number of rows
	 * @throws BulkWriteException if a batch fails; says how many rows are in
	 */
	long insert(Iterable<? extends T> rows);

	/**
	 * Insert rows.
	 * @param rows the rows; read to the end and closed
	 * @return the number of rows
	 * @throws BulkWriteException if a batch fails; says how many rows are in
	 */
	long insert(Stream<? extends T> rows);

	/**
	 * Insert rows, or update those with their keys, as {@link Table#save(Object)} does: a
	 * vector that is {@code null} is not given, and the stored one stays.
	 * @param rows the rows, read once, batch by batch
	 * @return the number of rows
	 * @throws BulkWriteException if a batch fails; says how many rows are in
	 */
	long save(Iterable<? extends T> rows);

	/**
	 * Insert rows, or update those with their keys, as {@link #save(Iterable)} does.
	 * @param rows the rows; read to the end and closed
	 * @return the number of rows
	 * @throws BulkWriteException if a batch fails; says how many rows are in
	 */
	long save(Stream<? extends T> rows);

	/**
	 * How far a bulk load is.
	 *
	 * @param rows the number of rows that have been written so far
	 * @param batches the number of batches that have been written so far
	 */
	record Progress(long rows, int batches) {

	}

}
