package io.github.tidbspring.client.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Begins and ends transactions with a transaction manager of Spring.
 */
interface TransactionDemarcation {

	/**
	 * Begin a transaction.
	 * @param start the definition of the transaction
	 * @return the transaction
	 */
	RunningTransaction begin(TransactionStart start);

	/**
	 * Abort a connection whose transaction may still be open. Otherwise
	 * {@code setAutoCommit(true)}, which follows, would commit it.
	 * @param connection the connection
	 */
	static void abort(Connection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException | RuntimeException ex) {
			TransactionLog.get().debug("Could not abort the connection", ex);
		}
	}

	/**
	 * A transaction on the calling thread.
	 */
	interface RunningTransaction {

		/**
		 * Return whether it is not part of an existing transaction.
		 */
		boolean isNew();

		/**
		 * Commit.
		 * @throws io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException
		 * if the outcome is unknown
		 */
		void commit();

		/**
		 * Return whether COMMIT failed with nothing committed, but synchronizations were
		 * not notified of it.
		 */
		default boolean isRefused() {
			return false;
		}

		/**
		 * Roll back. If that fails, the connection is aborted, so that nothing can be
		 * committed later.
		 */
		void rollBack();

	}

}
