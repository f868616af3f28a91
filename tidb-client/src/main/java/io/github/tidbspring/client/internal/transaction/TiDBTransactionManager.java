package io.github.tidbspring.client.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.github.tidbspring.client.internal.driver.ConnectorJ;
import io.github.tidbspring.client.internal.error.TiDBErrors;
import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transaction manager for one {@code DataSource} that supports TiDB's kinds of
 * transactions, and detects an unknown outcome of COMMIT.
 */
final class TiDBTransactionManager extends JdbcTransactionManager {

	/**
	 * The key of the thread's resource with the failure of COMMIT, until the rollback.
	 */
	private final Object failedCommit = new Object();

	TiDBTransactionManager(DataSource dataSource) {
		super(dataSource);
		this.logger = TransactionLog.get();
		setExceptionTranslator(new TiDBExceptionTranslator());
	}

	/**
	 * Create a manager with the settings and listeners of another one.
	 * @param dataSource the source of the connections
	 * @param other the application's manager
	 */
	TiDBTransactionManager(DataSource dataSource, DataSourceTransactionManager other) {
		this(dataSource);
		setTransactionSynchronization(other.getTransactionSynchronization());
		setDefaultTimeout(other.getDefaultTimeout());
		setNestedTransactionAllowed(other.isNestedTransactionAllowed());
		setValidateExistingTransaction(other.isValidateExistingTransaction());
		setGlobalRollbackOnParticipationFailure(other.isGlobalRollbackOnParticipationFailure());
		setFailEarlyOnGlobalRollbackOnly(other.isFailEarlyOnGlobalRollbackOnly());
		setTransactionExecutionListeners(other.getTransactionExecutionListeners());
	}

	/** Return the source of the connections, to which they are bound. */
	DataSource target() {
		return obtainDataSource();
	}

	/** Return whether there is a current JDBC transaction, which can be joined. */
	boolean isJdbcTransactionRunning() {
		return isExistingTransaction(doGetTransaction());
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		super.doBegin(transaction, ((TransactionStart) definition).withReadOnly(false));
		if (definition.isReadOnly()) {
			makeReadOnly((JdbcTransactionObjectSupport) transaction);
		}
	}

	@Override
	protected void prepareTransactionalConnection(Connection con, TransactionDefinition definition)
			throws SQLException {
		String sql = ((TransactionStart) definition).statement();
		if (sql != null) {
			try (Statement statement = con.createStatement()) {
				statement.execute(sql);
			}
		}
	}

	/**
	 * Set the connection to read-only until the end of the transaction, unless the driver
	 * would send {@code SET SESSION TRANSACTION READ ONLY}, which TiDB rejects.
	 */
	private void makeReadOnly(JdbcTransactionObjectSupport transaction) {
		Connection connection = transaction.getConnectionHolder().getConnection();
		try {
			boolean sent = ConnectorJ.isDriverOf(connection)
					&& ConnectorJ.isOn(connection, "readOnlyPropagatesToServer");
			if (!sent && !connection.isReadOnly()) {
				connection.setReadOnly(true);
				transaction.setReadOnly(true);
			}
		}
		catch (SQLException | RuntimeException ex) {
			// Only a hint, as in Spring: the work can be executed without it.
			this.logger.debug("Could not make the connection read-only", ex);
		}
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		Connection connection = connection(status);
		try {
			connection.commit();
		}
		catch (SQLException | RuntimeException ex) {
			if (TiDBErrors.leaveOutcomeOpen(ex)) {
				TransactionDemarcation.abort(connection);
				throw new TransactionOutcomeUnknownException(ex);
			}
			RuntimeException failure = (ex instanceof SQLException sql) ? translateException("JDBC commit", sql)
					: (RuntimeException) ex;
			TransactionSynchronizationManager.bindResource(this.failedCommit, failure);
			throw failure;
		}
	}

	@Override
	protected RuntimeException translateException(String task, SQLException ex) {
		// Otherwise a TransactionSystemException, which means an unknown outcome.
		return (super.translateException(task, ex) instanceof DataAccessException known) ? known
				: new UncategorizedSQLException(task, null, ex);
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		Object failedCommit = TransactionSynchronizationManager.unbindResourceIfPossible(this.failedCommit);
		try {
			super.doRollback(status);
		}
		catch (RuntimeException ex) {
			TransactionDemarcation.abort(connection(status));
			if (!(failedCommit instanceof RuntimeException known)) {
				throw ex;
			}
			// The failure of COMMIT is thrown already: nothing is committed.
			if (ex != known) {
				known.addSuppressed(ex);
			}
		}
	}

	private static Connection connection(DefaultTransactionStatus status) {
		return ((JdbcTransactionObjectSupport) status.getTransaction()).getConnectionHolder().getConnection();
	}

}
