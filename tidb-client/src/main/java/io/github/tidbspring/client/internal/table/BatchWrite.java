package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.TableEmbeddings;
import io.github.tidbspring.client.observation.TiDBObservation;
import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.github.tidbspring.client.table.BulkWrite;
import io.github.tidbspring.client.table.BulkWriteException;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.github.tidbspring.client.vector.EmbeddingException;

import org.springframework.dao.DataAccessException;
import org.springframework.util.Assert;

/**
 * Inserts or saves many rows: all in one transaction, or in batches, each of which is a
 * transaction. In a running transaction, both take part. All rows of a transaction are
 * checked before the first one is sent.
 *
 * @param <T> the type of the rows
 * @param writer writes the rows
 * @param operation the name of the operation in observations
 * @param preparation checks a row and selects its statement
 * @param ifAbsent whether rows that are there are left out
 */
record BatchWrite<T>(RowWriter<T> writer, String operation, Function<T, PreparedRow<T>> preparation, boolean ifAbsent) {

	static final int DEFAULT_SIZE = 1000;

	private static final String SAVE = "save";

	/**
	 * The size in bytes at which a batch ends. Far below TiDB's limit for a transaction
	 * (100 MiB, which includes keys and indexes), and below the usual limit for a packet.
	 */
	static final long MAX_BYTES = 8L * 1024 * 1024;

	static <T> BatchWrite<T> inserting(RowWriter<T> writer) {
		return new BatchWrite<>(writer, "insert", writer::toInsert, false);
	}

	static <T> BatchWrite<T> saving(RowWriter<T> writer) {
		return new BatchWrite<>(writer, SAVE, writer::toSave, false);
	}

	static <T> BatchWrite<T> insertingIfAbsent(RowWriter<T> writer) {
		return new BatchWrite<>(writer, "insert", writer::toInsert, true);
	}

	/**
	 * Write all rows in one transaction.
	 * @param rows the rows
	 * @return the rows with their keys and vectors, in the same order
	 */
	List<T> writeAll(Iterable<? extends T> rows) {
		Assert.notNull(rows, "'rows' must not be null");
		List<PreparedRow<T>> prepared = new ArrayList<>();
		for (T row : rows) {
			prepared.add(prepare(row, prepared.size() + 1));
		}
		if (prepared.isEmpty()) {
			return List.of();
		}
		Written<T> written = write(prepared, 0, this::writeInParts);
		// Beans are changed after the transaction only, because it may be retried.
		return written.rows().stream().map((row) -> this.writer.written(row, written.chosen().get(row))).toList();
	}

	/**
	 * In parts, because the driver keeps all parameters of a batch in memory, and the
	 * size of a packet is limited.
	 */
	private Written<T> writeInParts(List<PreparedRow<T>> rows) {
		Map<PreparedRow<T>, Long> chosen = new IdentityHashMap<>();
		Iterator<PreparedRow<T>> rest = rows.iterator();
		while (rest.hasNext()) {
			List<PreparedRow<T>> part = new ArrayList<>();
			fill(part, rest, DEFAULT_SIZE, (row) -> row);
			chosen.putAll(this.writer.writeReturning(part));
		}
		return new Written<>(rows, chosen);
	}

	/**
	 * Write rows in batches. Only one batch is kept in memory.
	 * @param rows the rows
	 * @param size the maximum number of rows in a batch
	 * @param listener is called after each batch
	 * @return the number of rows that were written
	 */
	long write(Iterator<? extends T> rows, int size, Consumer<BulkWrite.Progress> listener) {
		boolean outer = this.writer.table().session().isInTransaction();
		long read = 0;
		long done = 0;
		for (int number = 1;; number++) {
			long before = read;
			List<PreparedRow<T>> batch = new ArrayList<>();
			// A row that cannot be read belongs to the failed batch.
			int reading = 1;
			try {
				fill(batch, rows, size, (row) -> prepare(row, before + batch.size() + 1));
				if (batch.isEmpty()) {
					return done;
				}
				reading = 0;
				done += writeBatch(batch, before);
			}
			catch (RuntimeException ex) {
				throw failure(before, done, number, batch.size() + reading, outer, ex);
			}
			read += batch.size();
			listener.accept(new BulkWrite.Progress(done, number));
		}
	}

	/** Write a batch, and return the number of rows that were written. */
	private long writeBatch(List<PreparedRow<T>> batch, long before) {
		if (!this.ifAbsent) {
			return write(batch, before, (prepared) -> {
				this.writer.write(prepared);
				return (long) prepared.size();
			});
		}
		List<Integer> absent = this.writer.absent(batch);
		TableEmbeddings.Rows names = TableEmbeddings.Rows.after(before);
		return absent.isEmpty() ? 0 : write(absent.stream().map(batch::get).toList(),
				(from, to) -> names.name(absent.get(from), absent.get(to)), this.writer::writeAbsent);
	}

	private BulkWriteException failure(long before, long done, int batch, int rowsInBatch, boolean inTransaction,
			RuntimeException cause) {
		String written = inTransaction ? "No row is written once the running transaction is rolled back"
				: "%s rows before it are written".formatted(done);
		return new BulkWriteException(
				"Batch %s of the rows for %s failed (rows %s to %s). %s%s".formatted(batch, this.writer.table().name(),
						before + 1, before + rowsInBatch, written, reason(cause)),
				inTransaction ? 0 : done, batch, cause);
	}

	private static String reason(RuntimeException cause) {
		if (cause instanceof TransactionOutcomeUnknownException) {
			return "; whether its own rows are written is unknown";
		}
		String message = cause.getMessage();
		boolean ours = cause instanceof EmbeddingException || !(cause instanceof DataAccessException);
		return (ours && message != null) ? ". " + message : "";
	}

	private <R> R write(List<PreparedRow<T>> rows, long before, Function<List<PreparedRow<T>>, R> write) {
		return write(rows, TableEmbeddings.Rows.after(before), write);
	}

	private <R> R write(List<PreparedRow<T>> rows, TableEmbeddings.Rows names,
			Function<List<PreparedRow<T>>, R> write) {
		MappedTable<T> table = this.writer.table();
		Supplier<R> attempt = () -> this.writer.attempt(rows, names, (completed) -> false, write);
		return table.session()
			.observations()
			.observation(new TiDBObservationContext(TiDBObservation.BULK_WRITE, table.name().name(), this.operation))
			.observe(this.operation.equals(SAVE) ? () -> this.writer.savingVersions(rows, attempt) : attempt);
	}

	private PreparedRow<T> prepare(T row, long number) {
		try {
			Assert.notNull(row, "it is null");
			return this.preparation.apply(row);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("Row %s: %s".formatted(number, ex.getMessage()), ex);
		}
	}

	/** Add rows to a batch until it is full. */
	private static <S, T> void fill(List<PreparedRow<T>> batch, Iterator<? extends S> rows, int size,
			Function<S, PreparedRow<T>> preparation) {
		long bytes = 0;
		while (batch.size() < size && bytes < MAX_BYTES && rows.hasNext()) {
			PreparedRow<T> prepared = preparation.apply(rows.next());
			batch.add(prepared);
			bytes += prepared.size();
		}
	}

	/**
	 * Rows that have been written, and the values that the server generated for them; by
	 * identity.
	 */
	private record Written<T>(List<PreparedRow<T>> rows, Map<PreparedRow<T>, Long> chosen) {

	}

}
