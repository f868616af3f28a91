package io.github.tidbspring.boot.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Knows what became of the last transaction of a thread. A transaction inside of another
 * ends before that one does, and what is called after COMMIT is done before COMMIT is
 * told of; so after a call that has begun a transaction this is that one.
 */
final class TransactionOutcomes implements TransactionExecutionListener {

	/** By name; without a class of ours, which would keep its class loader. */
	private final ThreadLocal<Map.@Nullable Entry<String, Boolean>> last = new ThreadLocal<>();

	@Override
	public void beforeBegin(TransactionExecution transaction) {
		this.last.remove();
	}

	@Override
	public void afterCommit(TransactionExecution transaction, @Nullable Throwable commitFailure) {
		remember(transaction, commitFailure != null);
	}

	@Override
	public void afterRollback(TransactionExecution transaction, @Nullable Throwable rollbackFailure) {
		remember(transaction, rollbackFailure == null);
	}

	private void remember(TransactionExecution transaction, boolean undone) {
		if (transaction.isNewTransaction()) {
			this.last.set(Map.entry(transaction.getTransactionName(), undone));
		}
	}

	/**
	 * Return the name of the last transaction of this thread, once.
	 * @return the name, or {@code null} if there was none, or it is not certain that
	 * nothing of it is committed
	 */
	@Nullable String takeUndone() {
		Map.Entry<String, Boolean> outcome = this.last.get();
		this.last.remove();
		return (outcome != null && outcome.getValue()) ? outcome.getKey() : null;
	}

}
