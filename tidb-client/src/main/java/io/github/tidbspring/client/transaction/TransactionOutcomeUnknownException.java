package io.github.tidbspring.client.transaction;

import org.springframework.transaction.TransactionSystemException;

/**
 * Thrown when COMMIT was sent and nothing says whether it took place: the connection
 * broke, the answer did not come in time, or it was an error that leaves it open. The
 * transaction may or may not have been committed. It was not retried: read what it would
 * have changed first, or make the work idempotent and do it again yourself.
 * <p>
 * For synchronizations of the transaction it is
 * {@link org.springframework.transaction.support.TransactionSynchronization#STATUS_UNKNOWN}.
 *
 * @since 0.1
 */
public class TransactionOutcomeUnknownException extends TransactionSystemException {

	/**
	 * Create an exception.
	 * @param cause what COMMIT threw
	 */
	public TransactionOutcomeUnknownException(Throwable cause) {
		super("The outcome of COMMIT is unknown: the transaction may or may not have been committed. "
				+ "It was not retried. Check in the database before doing its work once more, "
				+ "or make the work idempotent", cause);
	}

}
