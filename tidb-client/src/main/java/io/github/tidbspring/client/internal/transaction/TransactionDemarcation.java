package io.github.tidbspring.client.internal.transaction;

/**
 * Begins transactions, and ends them, with a transaction manager of Spring.
 */
interface TransactionDemarcation {

	/**
	 * Begin a transaction.
	 * @param start how it is to begin
	 * @return the transaction
	 */
	RunningTransaction begin(TransactionStart start);

	/**
	 * A transaction that has begun on the calling thread.
	 */
	interface RunningTransaction {

		/**
		 * Whether it is not part of one that was there before.
		 */
		boolean isNew();

		/**
		 * Commit.
		 * @throws io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException
		 * if that may or may not have taken place
		 */
		void commit();

		/**
		 * Whether COMMIT was answered that nothing is committed, which synchronizations
		 * were not told.
		 */
		default boolean isRefused() {
			return false;
		}

		/**
		 * Roll back. Where that fails the connection is cut, so that nothing can be
		 * committed later.
		 */
		void rollBack();

	}

}
