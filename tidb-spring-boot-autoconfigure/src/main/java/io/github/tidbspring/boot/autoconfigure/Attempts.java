package io.github.tidbspring.boot.autoconfigure;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.tidbspring.client.TiDBClient;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * The running calls of {@link RetryOnConflict} methods of each thread, and the verdict
 * about the last call that failed with a conflict. Thread-safe: all state is per thread.
 */
final class Attempts {

	/** The running calls of a thread, innermost first. */
	private final ThreadLocal<@Nullable Deque<Attempt>> current = new ThreadLocal<>();

	/**
	 * The reason not to retry (empty if the call may be retried), and the failure. Only
	 * JDK classes, because a value that stays in a thread pool's thread would keep the
	 * application's class loader from being collected.
	 */
	private final ThreadLocal<Map.@Nullable Entry<String, WeakReference<Throwable>>> verdict = new ThreadLocal<>();

	private final ObjectProvider<TiDBClient> clients;

	Attempts(ObjectProvider<TiDBClient> clients) {
		this.clients = clients;
	}

	/** Run one attempt, including all other interceptors of the bean. */
	@Nullable Object attempt(MethodInvocation invocation) throws Throwable {
		Deque<Attempt> attempts = this.current.get();
		if (attempts == null) {
			attempts = new ArrayDeque<>();
			this.current.set(attempts);
		}
		Attempt attempt = new Attempt(invocation.getMethod(), targetOf(invocation));
		attempts.push(attempt);
		this.verdict.remove();
		try {
			return invocation.proceed();
		}
		catch (Throwable ex) {
			judge(attempt, ex);
			throw ex;
		}
		finally {
			attempts.pop();
			if (attempts.isEmpty()) {
				this.current.remove();
			}
		}
	}

	/** Run the method itself, within its transaction. */
	@Nullable Object enter(MethodInvocation invocation) throws Throwable {
		Deque<Attempt> attempts = this.current.get();
		Attempt attempt = (attempts != null) ? attempts.peek() : null;
		if (attempt == null || !attempt.isOf(invocation.getMethod(), targetOf(invocation))) {
			return invocation.proceed();
		}
		attempt.entered();
		try {
			return invocation.proceed();
		}
		catch (Throwable ex) {
			attempt.threw(ex);
			throw ex;
		}
	}

	private static @Nullable Object targetOf(MethodInvocation invocation) throws Exception {
		Object target = invocation.getThis();
		while (target instanceof Advised proxy && proxy.getTargetSource().isStatic()) {
			target = proxy.getTargetSource().getTarget();
		}
		return target;
	}

	private void judge(Attempt attempt, Throwable failure) {
		this.verdict.remove();
		if (attempt.isConflict(failure)) {
			String reason = attempt.reason(this::managesTiDB);
			this.verdict.set(Map.entry((reason != null) ? reason : "", new WeakReference<>(failure)));
		}
	}

	private boolean managesTiDB(TransactionManager manager) {
		return manager instanceof PlatformTransactionManager platform
				&& all().anyMatch((client) -> ManagedDataSource.isOf(platform, client.dataSource()));
	}

	/**
	 * Return and remove the verdict about the last call of this thread.
	 * @param failure the exception of the call
	 * @return the reason not to retry, empty if the call may be retried; {@code null} if
	 * no conflict was observed in this call
	 */
	@Nullable String takeVerdict(Throwable failure) {
		Map.Entry<String, WeakReference<Throwable>> known = this.verdict.get();
		this.verdict.remove();
		return (known != null && known.getValue().refersTo(failure)) ? known.getKey() : null;
	}

	/** Return whether a transaction of a client's {@code DataSource} is active here. */
	boolean isTransactionRunning() {
		return all().anyMatch(TiDBClient::isInTransaction);
	}

	/** Return all clients, also those that are injected only with a qualifier. */
	private Stream<TiDBClient> all() {
		return this.clients.stream(ObjectProvider.UNFILTERED);
	}

	TransactionExecutionListener listener(TransactionManager manager) {
		return new Listener(this, manager);
	}

	private void tell(TransactionExecution transaction, Consumer<Attempt> event) {
		Deque<Attempt> attempts = this.current.get();
		// A savepoint is part of its transaction.
		if (attempts != null && transaction.isNewTransaction()) {
			attempts.forEach(event);
		}
	}

	/**
	 * Reports the transactions of one transaction manager to the running attempts.
	 *
	 * @param attempts the running attempts
	 * @param manager the transaction manager
	 */
	private record Listener(Attempts attempts, TransactionManager manager) implements TransactionExecutionListener {

		@Override
		public void beforeBegin(TransactionExecution transaction) {
			this.attempts.tell(transaction, (attempt) -> attempt.begins(transaction, this.manager));
		}

		@Override
		public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
			if (beginFailure != null) {
				this.attempts.tell(transaction, (attempt) -> attempt.notBegun(transaction));
			}
		}

		@Override
		public void beforeCommit(TransactionExecution transaction) {
			this.attempts.tell(transaction, (attempt) -> attempt.commits(transaction));
		}

		@Override
		public void afterCommit(TransactionExecution transaction, @Nullable Throwable commitFailure) {
			this.attempts.tell(transaction, (attempt) -> attempt.committed(transaction, commitFailure));
		}

		@Override
		public void afterRollback(TransactionExecution transaction, @Nullable Throwable rollbackFailure) {
			boolean closed = rollbackFailure != null && this.attempts.current.get() != null && abort(transaction);
			this.attempts.tell(transaction, (attempt) -> attempt.rolledBack(transaction, rollbackFailure, closed));
		}

		/**
		 * Abort the connection of a transaction that may still be open: later code may
		 * turn auto-commit on, which would commit it.
		 * @return whether the connection is closed
		 */
		private static boolean abort(TransactionExecution transaction) {
			if (!(transaction instanceof DefaultTransactionStatus status) || !status.isNewTransaction()
					|| !(status.getTransaction() instanceof JdbcTransactionObjectSupport jdbc)
					|| !jdbc.hasConnectionHolder()) {
				return false;
			}
			try {
				Connection connection = jdbc.getConnectionHolder().getConnection();
				connection.abort(Runnable::run);
				return connection.isClosed();
			}
			catch (SQLException | RuntimeException ex) {
				return false;
			}
		}

	}

}
