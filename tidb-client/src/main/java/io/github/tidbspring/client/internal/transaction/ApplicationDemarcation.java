package io.github.tidbspring.client.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

import io.github.tidbspring.client.internal.error.FailedCommit;
import io.github.tidbspring.client.internal.error.TiDBErrors;
import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * Transactions of the application's transaction manager, such as that of JPA, so that
 * everything that takes part in its transactions takes part in those of the client. The
 * outcome of a failed COMMIT is derived from the exception and from a synchronization.
 */
final class ApplicationDemarcation implements TransactionDemarcation {

	/** The prefix of the task in Spring's translation of Hibernate's exceptions. */
	private static final String STATEMENT = "Hibernate operation: ";

	private final PlatformTransactionManager manager;

	private final DataSource dataSource;

	private final TiDBExceptionTranslator translator = new TiDBExceptionTranslator();

	ApplicationDemarcation(PlatformTransactionManager manager, DataSource dataSource) {
		this.manager = manager;
		this.dataSource = dataSource;
		if (manager instanceof JdbcTransactionManager jdbc
				&& !(jdbc.getExceptionTranslator() instanceof TiDBExceptionTranslator)) {
			FailedCommit.watch(jdbc);
		}
	}

	@Override
	public RunningTransaction begin(TransactionStart start) {
		TransactionStatus status = getTransaction(start);
		Running running = new Running(status);
		try {
			running.prepare(start);
			return running;
		}
		catch (SQLException | RuntimeException ex) {
			running.abandon(ex);
			throw (ex instanceof SQLException sql)
					? new CannotCreateTransactionException("Could not begin the transaction", sql)
					: (RuntimeException) ex;
		}
	}

	private TransactionStatus getTransaction(TransactionStart start) {
		try {
			return this.manager.getTransaction(start);
		}
		catch (CannotCreateTransactionException ex) {
			// JPA: the connection was obtained, but the transaction could not begin.
			SQLException error = TiDBErrors.find(ex);
			if (error != null && TiDBErrors.isOfStatement(ex)) {
				throw new CannotCreateTransactionException("Could not open JDBC Connection for transaction",
						new CannotGetJdbcConnectionException("Failed to obtain JDBC Connection", error));
			}
			throw ex;
		}
	}

	/**
	 * Return the {@code DataSource} below Spring's wrappers, such as a
	 * {@code LazyConnectionDataSourceProxy}.
	 */
	private static Object unwrap(DataSource dataSource) {
		Object target = TransactionSynchronizationUtils.unwrapResourceIfNecessary(dataSource);
		while (target instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			target = TransactionSynchronizationUtils.unwrapResourceIfNecessary(delegating.getTargetDataSource());
		}
		return target;
	}

	/**
	 * One transaction. Its synchronization is the last one, so that a failure of another
	 * one is not mistaken for a failure of COMMIT.
	 */
	private final class Running implements RunningTransaction, TransactionSynchronization, Ordered {

		private final TransactionStatus status;

		private @Nullable Connection connection;

		private @Nullable NetworkTimeout networkTimeout;

		/**
		 * The connection that was bound to the client's {@code DataSource} here, if any.
		 */
		private @Nullable ConnectionHolder shared;

		private boolean committing;

		private boolean refused;

		private int completion = -1;

		Running(TransactionStatus status) {
			this.status = status;
		}

		void prepare(TransactionStart start) throws SQLException {
			if (!TransactionSynchronizationManager.isSynchronizationActive()) {
				throw refused("does not synchronize; set its transactionSynchronization to SYNCHRONIZATION_ALWAYS");
			}
			TransactionSynchronizationManager.registerSynchronization(this);
			this.connection = holder().getConnection();
			if (!isNew()) {
				return;
			}
			if (start.timeout() != null) {
				this.networkTimeout = NetworkTimeout.bound(this.connection, start.timeout());
			}
			String sql = start.statement();
			if (sql != null) {
				try (Statement statement = this.connection.createStatement()) {
					statement.execute(sql);
				}
			}
		}

		private ConnectionHolder holder() {
			DataSource dataSource = ApplicationDemarcation.this.dataSource;
			if (TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder) {
				return holder;
			}
			for (Map.Entry<Object, Object> entry : TransactionSynchronizationManager.getResourceMap().entrySet()) {
				if (entry.getKey() instanceof DataSource key && unwrap(key) == unwrap(dataSource)
						&& entry.getValue() instanceof ConnectionHolder holder) {
					this.shared = holder;
					TransactionSynchronizationManager.bindResource(dataSource, holder);
					return holder;
				}
			}
			throw refused("does not show a JDBC connection of the client's DataSource: it is that of "
					+ "another one, or its JPA dialect cannot show it; name the manager of this DataSource");
		}

		private IllegalStateException refused(String reason) {
			return new IllegalStateException(
					"The transaction manager " + ApplicationDemarcation.this.manager.getClass().getName()
							+ " cannot run transactions of this TiDBClient: it " + reason);
		}

		/** Roll back a transaction that could not be prepared. */
		void abandon(Exception failure) {
			try {
				ApplicationDemarcation.this.manager.rollback(this.status);
			}
			catch (RuntimeException ex) {
				failure.addSuppressed(ex);
			}
		}

		@Override
		public boolean isNew() {
			return this.status.isNewTransaction();
		}

		@Override
		public void commit() {
			try {
				ApplicationDemarcation.this.manager.commit(this.status);
			}
			catch (RuntimeException ex) {
				this.refused = isRefusal(ex);
				throw understood(ex);
			}
		}

		/**
		 * Return whether COMMIT failed with nothing committed, although the manager
		 * reports an unknown outcome: it did not or could not roll back afterwards.
		 */
		private boolean isRefusal(RuntimeException failure) {
			return isNew() && this.committing && this.completion == STATUS_UNKNOWN
					&& ApplicationDemarcation.this.manager instanceof DataSourceTransactionManager
					&& TiDBErrors.find(failure) != null && !TiDBErrors.leaveOutcomeOpen(failure);
		}

		@Override
		public boolean isRefused() {
			return this.refused;
		}

		@Override
		public void rollBack() {
			ApplicationDemarcation.this.manager.rollback(this.status);
		}

		/** Return the exception to throw for a failed COMMIT. */
		private RuntimeException understood(RuntimeException failure) {
			if (!isNew() || this.completion == STATUS_COMMITTED || failure instanceof UnexpectedRollbackException) {
				return failure;
			}
			SQLException error = TiDBErrors.find(failure);
			boolean jdbc = ApplicationDemarcation.this.manager instanceof DataSourceTransactionManager;
			boolean ofCommit = this.committing && (jdbc || (error != null && !isOfStatement(failure)));
			if (ofCommit && TiDBErrors.leaveOutcomeOpen(failure)) {
				return new TransactionOutcomeUnknownException(failure);
			}
			return translated(failure, error);
		}

		/**
		 * JPA executes statements during the commit too. If Spring has translated the
		 * failure of one, only the name of the task distinguishes it from that of COMMIT.
		 */
		private static boolean isOfStatement(RuntimeException failure) {
			String message = failure.getMessage();
			return TiDBErrors.isOfStatement(failure) || (message != null && message.startsWith(STATEMENT));
		}

		private RuntimeException translated(RuntimeException failure, @Nullable SQLException error) {
			boolean says = !(failure instanceof UncategorizedDataAccessException)
					&& !(failure instanceof TransactionSystemException);
			DataAccessException known = (says || error == null) ? null
					: ApplicationDemarcation.this.translator.translate("Commit of a transaction", null, error);
			if (known == null) {
				return failure;
			}
			known.addSuppressed(failure);
			return known;
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			this.committing = true;
		}

		@Override
		public void afterCompletion(int status) {
			this.completion = status;
			if (status == STATUS_UNKNOWN && this.connection != null) {
				TransactionDemarcation.abort(this.connection);
			}
			if (this.networkTimeout != null) {
				this.networkTimeout.restore();
			}
			suspend();
		}

		@Override
		public void suspend() {
			if (this.shared != null) {
				TransactionSynchronizationManager.unbindResourceIfPossible(ApplicationDemarcation.this.dataSource);
			}
		}

		@Override
		public void resume() {
			if (this.shared != null) {
				TransactionSynchronizationManager.bindResource(ApplicationDemarcation.this.dataSource, this.shared);
			}
		}

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

	}

}
