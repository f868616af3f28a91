package io.github.tidbspring.client.table;

import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.github.tidbspring.client.vector.EmbeddingException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * Thrown when a batch of a {@link BulkWrite} fails. The batches before it are written,
 * unless they were part of a transaction that is rolled back. No row of the failed batch
 * is written, unless the cause is a {@link TransactionOutcomeUnknownException}. The cause
 * is the database's error, translated to Spring's exceptions, or an
 * {@link IllegalArgumentException} about a row, or the exception of the iterator of the
 * rows, or an {@link EmbeddingException}.
 *
 * @since 0.1
 */
public class BulkWriteException extends NonTransientDataAccessException {

	private final long writtenRows;

	private final int failedBatch;

	/**
	 * Create an exception.
	 * @param message the message
	 * @param writtenRows the number of rows that are written
	 * @param failedBatch the number of the batch that failed, from 1
	 * @param cause the cause
	 */
	public BulkWriteException(@Nullable String message, long writtenRows, int failedBatch, @Nullable Throwable cause) {
		super(message, cause);
		this.writtenRows = writtenRows;
		this.failedBatch = failedBatch;
	}

	/**
	 * Return how many rows are written.
	 * @return the number of rows; 0 in a running transaction, which must be rolled back
	 */
	public long getWrittenRows() {
		return this.writtenRows;
	}

	/**
	 * Return which batch failed.
	 * @return its number, from 1
	 */
	public int getFailedBatch() {
		return this.failedBatch;
	}

}
