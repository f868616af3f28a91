package io.github.tidbspring.client.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;

import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Spring's transaction manager for one {@code DataSource}, which begins transactions in
 * TiDB's ways and knows when the outcome of COMMIT is open.
 */
final class TiDBTransactionManager extends JdbcTransactionManager {

	TiDBTransactionManager(DataSource dataSource) {
		super(dataSource);
		setExceptionTranslator(new TiDBExceptionTranslator());
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
		return connection.isWrapperFor(JdbcConnection.class) && connection.unwrap(JdbcConnection.class)
			.getPropertySet()
			.getBooleanProperty(PropertyKey.readOnlyPropagatesToServer)
			.getValue();
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
			throw (ex instanceof SQLException sql) ? translateException("JDBC commit", sql) : (RuntimeException) ex;
		}
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		try {
			super.doRollback(status);
		}
		catch (RuntimeException ex) {
			abort(connection(status));
			throw ex;
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
