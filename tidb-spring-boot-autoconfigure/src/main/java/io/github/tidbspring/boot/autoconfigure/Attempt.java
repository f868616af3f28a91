package io.github.tidbspring.boot.autoconfigure;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionManager;

/**
 * One attempt of a method with {@link RetryOnConflict}, and the transactions that begin
 * on its thread during the call. The method's own transaction is the one that began after
 * the call started and is active when the method itself is entered. Transactions that
 * begin within it are part of it. All others are independent of it, and may be committed
 * even if it is rolled back.
 */
final class Attempt {

	private final Method method;

	private final @Nullable Object target;

	private final List<Begun> running = new ArrayList<>();

	private int outermost;

	private @Nullable Begun own;

	private boolean committing;

	private boolean hidesFailure;

	private Outcome outcome = Outcome.UNKNOWN;

	/** The exception of the method, which that of a failed rollback would hide. */
	private @Nullable Throwable thrown;

	/**
	 * Create an attempt.
	 * @param method the method that was called
	 * @param target the bean, without its proxies
	 */
	Attempt(Method method, @Nullable Object target) {
		this.method = method;
		this.target = target;
	}

	boolean isOf(Method method, @Nullable Object target) {
		return this.target == target && this.method.equals(method);
	}

	void begins(TransactionExecution transaction, TransactionManager manager) {
		if (this.running.isEmpty()) {
			this.outermost++;
		}
		this.running.add(new Begun(transaction, manager));
	}

	/** Called when the method itself is entered, within its transaction if it has one. */
	void entered() {
		if (this.running.size() == 1) {
			this.own = this.running.get(0);
		}
	}

	void threw(Throwable failure) {
		this.thrown = failure;
	}

	void commits(TransactionExecution transaction) {
		this.committing |= isOwn(transaction);
	}

	void committed(TransactionExecution transaction, @Nullable Throwable failure) {
		if (failure == null) {
			ended(transaction, Outcome.COMMITTED);
		}
		else {
			ended(transaction, TiDBExceptionTranslator.isConflict(failure) ? Outcome.UNDONE : Outcome.UNKNOWN);
		}
	}

	/**
	 * Record a rollback. After a ROLLBACK that failed, the transaction may still be open,
	 * and a later statement can commit it, unless its connection is closed.
	 * @param transaction the transaction
	 * @param failure the exception of the rollback, if it failed
	 * @param closed whether the connection is closed
	 */
	void rolledBack(TransactionExecution transaction, @Nullable Throwable failure, boolean closed) {
		boolean undone = failure == null || (this.committing ? TiDBExceptionTranslator.isConflict(failure) : closed);
		if (isOwn(transaction)) {
			this.hidesFailure = failure != null;
		}
		ended(transaction, undone ? Outcome.UNDONE : Outcome.UNKNOWN);
	}

	void notBegun(TransactionExecution transaction) {
		ended(transaction, Outcome.UNKNOWN);
	}

	private void ended(TransactionExecution transaction, Outcome outcome) {
		if (isOwn(transaction)) {
			this.outcome = outcome;
		}
		this.running.removeIf((begun) -> begun.transaction() == transaction);
	}

	private boolean isOwn(TransactionExecution transaction) {
		return this.own != null && this.own.transaction() == transaction;
	}

	/**
	 * Return whether the call failed with a conflict, even if a failed ROLLBACK hides it.
	 */
	boolean isConflict(Throwable failure) {
		return TiDBExceptionTranslator.isConflict(failure) || (this.hidesFailure && !this.committing
				&& this.thrown != null && TiDBExceptionTranslator.isConflict(this.thrown));
	}

	/**
	 * Return why the call must not be retried.
	 * @param managesTiDB whether a transaction manager manages the {@code DataSource} of
	 * a client
	 * @return the reason, or {@code null} if nothing of the call is committed
	 */
	@Nullable String reason(Predicate<TransactionManager> managesTiDB) {
		if (this.own == null) {
			return "no transaction was begun for the method itself, so its work may be committed; "
					+ "it needs @Transactional and a Spring proxy";
		}
		if (!managesTiDB.test(this.own.manager())) {
			return "the method's transaction does not use TiDB's DataSource";
		}
		if (this.outcome == Outcome.COMMITTED) {
			return "the method's transaction was committed before the failure";
		}
		if (this.outcome == Outcome.UNKNOWN || !this.running.isEmpty()) {
			return "it is not known whether the method's transaction was committed";
		}
		return (this.outermost > 1) ? "another transaction was begun in addition to the method's own" : null;
	}

	private enum Outcome {

		COMMITTED, UNDONE, UNKNOWN

	}

	/**
	 * A transaction that began in the call.
	 *
	 * @param transaction the transaction
	 * @param manager the transaction manager that began it
	 */
	private record Begun(TransactionExecution transaction, TransactionManager manager) {

	}

}
