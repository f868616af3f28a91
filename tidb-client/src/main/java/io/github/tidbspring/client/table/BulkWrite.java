package io.github.tidbspring.client.table;

import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A bulk load, see {@link Table#bulk()}. Rows are written in batches, each of which is a
 * transaction, or a part of the running one. Only one batch is kept in memory. The rows
 * are not changed: a bean gets neither key nor vector. {@link Table#insertAll(Iterable)}
 * and {@link Table#saveAll(Iterable)} write all rows or none, and return them with their
 * keys.
 *
 * <pre class="code">
 * long inserted = notes.bulk().batchSize(500).onProgress((progress) -&gt; log.info(progress.rows() + " rows"))
 * 	.insert(stream);
 * </pre>
 *
 * Immutable and thread-safe: each step returns a new specification. Applications do not
 * implement this interface: methods may be added to it.
 *
 * @param <T> the type of the rows
 * @since 0.1
 */
public interface BulkWrite<T> {

	/**
	 * Set the number of rows in a batch. A batch of large rows ends earlier, at about 8
	 * MiB: TiDB limits the size of a transaction, including keys and indexes (100 MiB by
	 * default), and the server that of a packet.
	 * @param rows the number of rows, 1 to 10,000; 1,000 by default, which makes the cost
	 * of the round trips small and needs little memory
	 * @return a specification with this size
	 * @throws IllegalArgumentException if the number is out of that range
	 */
	BulkWrite<T> batchSize(int rows);

	/**
	 * Add a listener that is called after each batch, on the thread that writes. An
	 * exception of the listener ends the load and is thrown to the caller; the batches so
	 * far are written.
	 * @param listener the listener; those added before stay
	 * @return a specification with this listener
	 */
	BulkWrite<T> onProgress(Consumer<? super Progress> listener);

	/**
	 * Insert rows.
	 * @param rows the rows, read once, batch by batch; may be a lambda that returns an
	 * iterator
	 * @return the number of rows
	 * @throws BulkWriteException if a batch fails; has the number of rows that are
	 * written
	 */
	long insert(Iterable<? extends T> rows);

	/**
	 * Insert rows.
	 * @param rows the rows; read to the end and closed, also after a failure
	 * @return the number of rows
	 * @throws BulkWriteException if a batch fails; has the number of rows that are
	 * written
	 */
	long insert(Stream<? extends T> rows);

	/**
	 * Insert the rows that are not in the table, as {@link Table#insertIfAbsent(Object)}
	 * does. Of several rows with the same key, the first is inserted. Existing rows cost
	 * a query for each batch; rows that only the server recognizes as existing, because
	 * its collation ignores a difference or another transaction has inserted them
	 * meanwhile, make their part of the batch slow: its rows are then inserted one by
	 * one.
	 * @param rows the rows, read once, batch by batch
	 * @return the number of rows that were inserted
	 * @throws BulkWriteException if a batch fails; has the number of rows that are
	 * written
	 */
	long insertIfAbsent(Iterable<? extends T> rows);

	/**
	 * Insert the rows that are not in the table, as {@link #insertIfAbsent(Iterable)}
	 * does.
	 * @param rows the rows; read to the end and closed, also after a failure
	 * @return the number of rows that were inserted
	 * @throws BulkWriteException if a batch fails; has the number of rows that are
	 * written
	 */
	long insertIfAbsent(Stream<? extends T> rows);

	/**
	 * Insert rows, or update those with their keys, as {@link Table#save(Object)} does:
	 * for a vector that is {@code null}, the stored one stays.
	 * @param rows the rows, read once, batch by batch
	 * @return the number of rows
	 * @throws BulkWriteException if a batch fails; has the number of rows that are
	 * written
	 */
	long save(Iterable<? extends T> rows);

	/**
	 * Insert rows, or update those with their keys, as {@link #save(Iterable)} does.
	 * @param rows the rows; read to the end and closed, also after a failure
	 * @return the number of rows
	 * @throws BulkWriteException if a batch fails; has the number of rows that are
	 * written
	 */
	long save(Stream<? extends T> rows);

	/**
	 * Progress of a bulk load.
	 *
	 * @param rows the number of rows that have been written so far
	 * @param batches the number of batches that have been written so far
	 */
	record Progress(long rows, int batches) {

	}

}
