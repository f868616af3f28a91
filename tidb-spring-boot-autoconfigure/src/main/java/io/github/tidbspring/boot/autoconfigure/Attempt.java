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
 * One call of a method with {@link RetryOnConflict}, and the transactions that begin on
 * its thread from its start to its end. The method's own transaction is the one that is
 * there when the method itself is entered and was not there when the call began. What
 * begins inside of that is part of it; what begins before or after it is not, and may be
 * committed whatever becomes of it.
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

	/** What the method threw, which a failed rollback would hide. */
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

	/** The method itself is called: within its transaction, if it has one. */
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
	 * After a ROLLBACK that failed the transaction may still be open, and what follows
	 * can commit it, unless its connection is gone and takes it along.
	 * @param transaction the transaction
	 * @param failure what failed, if anything did
	 * @param gone whether the connection is gone
	 */
	void rolledBack(TransactionExecution transaction, @Nullable Throwable failure, boolean gone) {
		boolean undone = failure == null || (this.committing ? TiDBExceptionTranslator.isConflict(failure) : gone);
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

	/** Whether the call failed with a conflict, also where a failed ROLLBACK hides it. */
	boolean isConflict(Throwable failure) {
		return TiDBExceptionTranslator.isConflict(failure) || (this.hidesFailure && !this.committing
				&& this.thrown != null && TiDBExceptionTranslator.isConflict(this.thrown));
	}

	/**
	 * Return why the call may have left something behind.
	 * @param isTiDBs whether a transaction manager's transactions are those of a client
	 * @return the reason, or {@code null} if nothing of it is committed
	 */
	@Nullable String reason(Predicate<TransactionManager> isTiDBs) {
		if (this.own == null) {
			return "no transaction was begun for the method itself, so what it did until then may be committed; "
					+ "it needs @Transactional, and a proxy of Spring's";
		}
		if (!isTiDBs.test(this.own.manager())) {
			return "the method's transaction is not one of TiDB's DataSource";
		}
		if (this.outcome == Outcome.COMMITTED) {
			return "the method's transaction was committed, and what failed came after it";
		}
		if (this.outcome == Outcome.UNKNOWN || !this.running.isEmpty()) {
			return "it is not known whether the method's transaction was committed";
		}
		return (this.outermost > 1) ? "another transaction was begun beside the method's own" : null;
	}

	private enum Outcome {

		COMMITTED, UNDONE, UNKNOWN

	}

	/**
	 * A transaction that began in the call.
	 *
	 * @param transaction the transaction
	 * @param manager who began it
	 */
	private record Begun(TransactionExecution transaction, TransactionManager manager) {

	}

}
