package io.github.tidbspring.client.transaction;

import org.jspecify.annotations.Nullable;

/**
 * What is done in a transaction, with a result. It may run several times, and each time
 * but the last is rolled back: whatever it changes outside of the database, it changes
 * each time.
 *
 * @param <C> the type of the client that runs the statements
 * @param <R> the type of the result
 * @param <E> the type of the checked exception that the work throws, if any
 * @since 0.1
 */
@FunctionalInterface
public interface TransactionWork<C, R extends @Nullable Object, E extends Exception> {

	/**
	 * Do the work once, on the calling thread. Whatever this throws rolls the transaction
	 * back.
	 * @param client the client, whose statements run in the transaction
	 * @return the result
	 * @throws E if the work fails
	 */
	R run(C client) throws E;

}
