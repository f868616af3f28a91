package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.observation.TiDBObservation;
import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.github.tidbspring.client.table.BulkWrite;
import io.github.tidbspring.client.table.BulkWriteException;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.github.tidbspring.client.vector.EmbeddingException;

import org.springframework.dao.DataAccessException;

/**
 * Takes rows in batches, in bounded memory: a batch is a transaction of its own, or a
 * part of the running one.
 *
 * @param <T> the type of the rows
 */
final class BatchRun<T> {

	static final int DEFAULT_SIZE = 1000;

	/**
	 * A batch ends here. Far below TiDB's limit for a transaction (100 MiB, of which keys
	 * and indexes take their part), and below the usual limit for a packet.
	 */
	static final long MAX_BYTES = 8L * 1024 * 1024;

	private final Session session;

	private final TableSchema<T> schema;

	private final int size;

	private final Consumer<BulkWrite.Progress> listener;

	BatchRun(Session session, TableSchema<T> schema, int size, Consumer<BulkWrite.Progress> listener) {
		this.session = session;
		this.schema = schema;
		this.size = size;
		this.listener = listener;
	}

	/**
	 * Take all rows.
	 * @param <P> what a row becomes before anything is sent
	 * @param rows the rows
	 * @param batches what is done with each batch
	 * @return the number of rows
	 */
	<P> long run(Iterator<? extends T> rows, Batches<T, P> batches) {
		long done = 0;
		int number = 0;
		boolean outer = this.session.isInTransaction();
		while (true) {
			List<P> batch = new ArrayList<>();
			// While a row is read, the batch ends with that one.
			int reading = 1;
			try {
				read(rows, batches, batch, done);
				if (batch.isEmpty()) {
					return done;
				}
				reading = 0;
				long before = done;
				this.session.observations()
					.observation(new TiDBObservationContext(TiDBObservation.BULK_WRITE, this.schema.name().name(),
							batches.operation()))
					.observe(() -> write(batches, batch, before));
			}
			catch (RuntimeException ex) {
				throw failure(this.schema.name().toString(), done, number + 1, batch.size() + reading, outer, ex);
			}
			done += batch.size();
			number++;
			this.listener.accept(new BulkWrite.Progress(done, number));
		}
	}

	private static BulkWriteException failure(String table, long writtenRows, int failedBatch, int rowsInBatch,
			boolean inTransaction, RuntimeException cause) {
		String message = "Batch %s of the rows for %s failed (rows %s to %s). %s".formatted(failedBatch, table,
				writtenRows + 1, writtenRows + rowsInBatch, describe(writtenRows, inTransaction)) + reason(cause);
		return new BulkWriteException(message, inTransaction ? 0 : writtenRows, failedBatch, cause);
	}

	private static String describe(long writtenRows, boolean inTransaction) {
		return inTransaction ? "None is in once the running transaction is rolled back"
				: "%s rows before it are in".formatted(writtenRows);
	}

	private static String reason(RuntimeException cause) {
		if (cause instanceof TransactionOutcomeUnknownException) {
			return "; whether its own rows are in is unknown";
		}
		String message = cause.getMessage();
		boolean ours = cause instanceof EmbeddingException || !(cause instanceof DataAccessException);
		return (ours && message != null) ? ". " + message : "";
	}

	private <P> void write(Batches<T, P> batches, List<P> batch, long before) {
		WriteAttempts.run(this.session, this.schema, (rows) -> false, () -> batches.complete(batch, before),
				batches::isCurrent, (rows) -> {
					batches.write(rows);
					return rows;
				});
	}

	private <P> void read(Iterator<? extends T> rows, Batches<T, P> batches, List<P> batch, long before) {
		long bytes = 0;
		while (batch.size() < this.size && bytes < MAX_BYTES && rows.hasNext()) {
			P prepared = batches.prepare(rows.next(), before + batch.size() + 1);
			batch.add(prepared);
			bytes += batches.size(prepared);
		}
	}

	/**
	 * What is done with each batch.
	 *
	 * @param <T> the type of the rows
	 * @param <P> what a row becomes before anything is sent
	 */
	interface Batches<T, P> {

		/**
		 * Return what is done, in a word.
		 * @return {@code insert} or {@code save}
		 */
		default String operation() {
			return "insert";
		}

		/**
		 * Look at a row. This is done with all rows of a batch before anything is sent.
		 * @param row the row
		 * @param number its number in the whole run, from 1
		 * @return what is to be written
		 */
		P prepare(T row, long number);

		/**
		 * Return about how large a row is.
		 * @param prepared what is to be written
		 * @return the number of bytes
		 */
		long size(P prepared);

		/**
		 * Look at all rows of a batch together, once, before its transaction begins.
		 * @param prepared what is to be written
		 * @param before the number of rows in the batches before
		 * @return what is to be written
		 */
		default List<P> complete(List<P> prepared, long before) {
			return prepared;
		}

		/**
		 * Return whether what the batch was prepared for is still so, inside the
		 * transaction that writes it. If it is not, all rows are looked at anew.
		 * @param prepared what is to be written
		 * @return {@code true} to write it
		 */
		default boolean isCurrent(List<P> prepared) {
			return true;
		}

		/**
		 * Write a batch. May be called again, if its transaction failed.
		 * @param prepared what is to be written
		 */
		void write(List<P> prepared);

	}

}
