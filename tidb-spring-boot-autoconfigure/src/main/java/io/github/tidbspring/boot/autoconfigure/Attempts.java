package io.github.tidbspring.boot.autoconfigure;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;

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
 * The calls of methods with {@link RetryOnConflict} that are under way on each thread,
 * and what is said of the last one that met a conflict.
 */
final class Attempts {

	/** All of a thread, the innermost first. */
	private final ThreadLocal<@Nullable Deque<Attempt>> current = new ThreadLocal<>();

	/**
	 * The reason not to retry, which is empty if there is none, and the failure. Without
	 * a class of ours, which would keep its class loader.
	 */
	private final ThreadLocal<Map.@Nullable Entry<String, WeakReference<Throwable>>> verdict = new ThreadLocal<>();

	private final ObjectProvider<TiDBClient> clients;

	Attempts(ObjectProvider<TiDBClient> clients) {
		this.clients = clients;
	}

	/** One call, with all that the application's proxies do. */
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

	/** The method itself, inside of its transaction. */
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
			String reason = attempt.reason(this::isTiDBs);
			this.verdict.set(Map.entry((reason != null) ? reason : "", new WeakReference<>(failure)));
		}
	}

	private boolean isTiDBs(TransactionManager manager) {
		return manager instanceof PlatformTransactionManager platform
				&& this.clients.stream().anyMatch((client) -> ManagedDataSource.isOf(platform, client.dataSource()));
	}

	/**
	 * Return what is said of the last call of this thread, once.
	 * @param failure what the call threw
	 * @return the reason not to retry, which is empty if there is none; {@code null} if
	 * nothing is known of a conflict in this call
	 */
	@Nullable String takeVerdict(Throwable failure) {
		Map.Entry<String, WeakReference<Throwable>> known = this.verdict.get();
		this.verdict.remove();
		return (known != null && known.getValue().refersTo(failure)) ? known.getKey() : null;
	}

	/** Whether a transaction runs on this thread in which TiDB takes part. */
	boolean isTransactionRunning() {
		return this.clients.stream().anyMatch(TiDBClient::isInTransaction);
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
	 * Tells of the transactions of one manager.
	 *
	 * @param attempts whom to tell
	 * @param manager the manager
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
			boolean gone = rollbackFailure != null && this.attempts.current.get() != null && isCut(transaction);
			this.attempts.tell(transaction, (attempt) -> attempt.rolledBack(transaction, rollbackFailure, gone));
		}

		/**
		 * Cuts a connection whose transaction may still be open, if it is there yet. What
		 * follows may switch automatic commits on, and that would commit it.
		 */
		private static boolean isCut(TransactionExecution transaction) {
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
