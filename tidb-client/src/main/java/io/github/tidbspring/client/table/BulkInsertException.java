package io.github.tidbspring.client.table;

import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.github.tidbspring.client.vector.EmbeddingException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;

/**
 * A batch of a bulk insert failed. The batches before it are in, unless they ran in a
 * transaction that is rolled back now; of the failed one, no row is in, unless the cause
 * is a {@link TransactionOutcomeUnknownException}. The cause is what the database said,
 * translated to Spring's exceptions, or what is wrong with a row, or what the iterator of
 * the rows threw, or an {@link EmbeddingException}.
 *
 * @since 0.1
 */
public class BulkInsertException extends NonTransientDataAccessException {

	private final long insertedRows;

	private final int failedBatch;

	BulkInsertException(String table, long insertedRows, int failedBatch, int rowsInBatch, boolean inTransaction,
			RuntimeException cause) {
		super("Batch %s of the rows for %s failed (rows %s to %s). %s".formatted(failedBatch, table, insertedRows + 1,
				insertedRows + rowsInBatch, said(insertedRows, inTransaction)) + reason(cause), cause);
		this.insertedRows = inTransaction ? 0 : insertedRows;
		this.failedBatch = failedBatch;
	}

	private static String said(long insertedRows, boolean inTransaction) {
		return inTransaction ? "None is in once the running transaction is rolled back"
				: "%s rows before it are in".formatted(insertedRows);
	}

	private static String reason(RuntimeException cause) {
		if (cause instanceof TransactionOutcomeUnknownException) {
			return "; whether its own rows are in is unknown";
		}
		@Nullable String message = cause.getMessage();
		boolean ours = cause instanceof EmbeddingException || !(cause instanceof DataAccessException);
		return (ours && message != null) ? ". " + message : "";
	}

	/**
	 * Return how many rows are in.
	 * @return the number of rows; 0 in a transaction, which takes all of them back
	 */
	public long getInsertedRows() {
		return this.insertedRows;
	}

	/**
	 * Return which batch failed.
	 * @return its number, from 1
	 */
	public int getFailedBatch() {
		return this.failedBatch;
	}

}
