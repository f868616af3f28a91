package io.github.tidbspring.client.transaction;

/**
 * What is done in a transaction, without a result. What {@link TransactionWork} says
 * holds here too.
 *
 * @param <C> the type of the client that runs the statements
 * @param <E> the type of the checked exception that the work throws, if any
 * @since 0.1
 */
@FunctionalInterface
public interface TransactionAction<C, E extends Exception> {

	/**
	 * Do the work once, on the calling thread. Whatever this throws rolls the transaction
	 * back.
	 * @param client the client, whose statements run in the transaction
	 * @throws E if the work fails
	 */
	void run(C client) throws E;

}
