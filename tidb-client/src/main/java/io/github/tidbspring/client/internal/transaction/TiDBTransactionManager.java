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
 * Spring's transaction manager for one {@code DataSource}, which begins transactions in
 * TiDB's ways and knows when the outcome of COMMIT is open.
 */
final class TiDBTransactionManager extends JdbcTransactionManager {

	/** What COMMIT threw is bound to the thread with this until the rollback after it. */
	private final Object failedCommit = new Object();

	TiDBTransactionManager(DataSource dataSource) {
		super(dataSource);
		this.logger = TransactionLog.get();
		setExceptionTranslator(new TiDBExceptionTranslator());
	}

	/**
	 * Create a manager that begins transactions as another of Spring's own does.
	 * @param dataSource where the connections come from
	 * @param other the application's manager, whose settings and listeners are taken over
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

	/** Where the connections come from, and what they are bound to a thread with. */
	DataSource target() {
		return obtainDataSource();
	}

	/** Whether the thread has a connection of this {@code DataSource} already. */
	boolean isConnectionBound() {
		return TransactionSynchronizationManager.hasResource(obtainDataSource());
	}

	/** Whether a transaction runs here that is JDBC's own, so that one can take part. */
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
	 * Makes the connection read-only until the end of the transaction. TiDB refuses
	 * {@code SET SESSION TRANSACTION READ ONLY}, so a driver that would send it is not
	 * told.
	 */
	private void makeReadOnly(JdbcTransactionObjectSupport transaction) {
		Connection connection = transaction.getConnectionHolder().getConnection();
		try {
			if (!sendsReadOnly(connection) && !connection.isReadOnly()) {
				connection.setReadOnly(true);
				transaction.setReadOnly(true);
			}
		}
		catch (SQLException | RuntimeException ex) {
			// A hint, as everywhere in Spring: without it the work runs all the same.
			this.logger.debug("Could not make the connection read-only", ex);
		}
	}

	private static boolean sendsReadOnly(Connection connection) throws SQLException {
		return ConnectorJ.isDriverOf(connection) && ConnectorJ.isOn(connection, "readOnlyPropagatesToServer");
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		Connection connection = connection(status);
		try {
			connection.commit();
		}
		catch (SQLException | RuntimeException ex) {
			if (TiDBErrors.leaveOutcomeOpen(ex)) {
				abort(connection);
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
		// Any other would be taken for a COMMIT that nobody knows the outcome of.
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
			abort(connection(status));
			if (!(failedCommit instanceof RuntimeException known)) {
				throw ex;
			}
			// What COMMIT was answered says already that nothing is committed.
			if (ex != known) {
				known.addSuppressed(ex);
			}
		}
	}

	/**
	 * Cuts a connection whose transaction may still be open. What follows is
	 * {@code setAutoCommit(true)}, and that would commit it.
	 */
	private void abort(Connection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException | RuntimeException ex) {
			this.logger.debug("Could not abort the connection", ex);
		}
	}

	private static Connection connection(DefaultTransactionStatus status) {
		return ((JdbcTransactionObjectSupport) status.getTransaction()).getConnectionHolder().getConnection();
	}

}
