package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.Session;

import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Writes what was prepared before its transaction, if that still fits what is stored. If
 * not, it is prepared anew.
 */
final class WriteAttempts {

	/** Who loses so often writes rows that others write all the time. */
	private static final int MAX = 5;

	private WriteAttempts() {
	}

	/**
	 * Prepare, and write in a transaction.
	 * @param <P> what is written
	 * @param <R> the result
	 * @param session runs the transaction
	 * @param schema the table
	 * @param single tells whether what was prepared is one statement that fits in any
	 * case, and needs no transaction
	 * @param preparation prepares, outside of a transaction of ours; a model may be asked
	 * @param current tells, inside of it, whether what was prepared still fits; keeps
	 * others from changing that
	 * @param write writes
	 * @return the result
	 */
	static <P, R> R run(Session session, TableSchema<?> schema, Predicate<List<P>> single,
			Supplier<List<P>> preparation, Predicate<List<P>> current, Function<List<P>, R> write) {
		// What is prepared in a running transaction is locked already.
		boolean outer = session.isInTransaction();
		for (int attempt = 0; attempt < MAX; attempt++) {
			List<P> prepared = preparation.get();
			if (single.test(prepared)) {
				return write.apply(prepared);
			}
			Optional<R> result = session.inTransaction(
					() -> (outer || current.test(prepared)) ? Optional.of(write.apply(prepared)) : Optional.empty());
			if (result.isPresent()) {
				return result.get();
			}
		}
		throw new OptimisticLockingFailureException(
				"The texts that vectors of %s are made from were changed by others %s times while rows were saved"
					.formatted(schema.name(), MAX));
	}

}
