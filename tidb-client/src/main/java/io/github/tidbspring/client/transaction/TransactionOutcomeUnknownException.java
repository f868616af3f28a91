package io.github.tidbspring.client.transaction;

import org.springframework.transaction.TransactionSystemException;

/**
 * Thrown when the outcome of a COMMIT is unknown: the connection broke, the response did
 * not arrive in time, or it was an error that does not determine the outcome. The
 * transaction may or may not have been committed, so it was not retried. Before the work
 * is executed again, read the data that it changes, or make the work idempotent.
 * <p>
 * Synchronizations of the transaction receive
 * {@link org.springframework.transaction.support.TransactionSynchronization#STATUS_UNKNOWN}.
 *
 * @since 0.1
 */
public class TransactionOutcomeUnknownException extends TransactionSystemException {

	/**
	 * Create an exception.
	 * @param cause the exception of COMMIT
	 */
	public TransactionOutcomeUnknownException(Throwable cause) {
		super("The outcome of COMMIT is unknown: the transaction may or may not have been committed. "
				+ "It was not retried. Check in the database before doing its work once more, "
				+ "or make the work idempotent", cause);
	}

}
