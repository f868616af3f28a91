package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.tidbspring.client.internal.error.ErrorCodes;
import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Thrown where there is a connection, and it cannot be changed to another database, for a
 * reason that has nothing to do with that database.
 */
final class SwitchFailureException extends SQLException {

	/** SQL states of connections that broke. */
	private static final String CONNECTION_FAILURE = "08";

	private final transient SQLException failure;

	private final boolean lost;

	private SwitchFailureException(SQLException failure, boolean lost) {
		super(failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), failure);
		this.failure = failure;
		this.lost = lost;
	}

	/**
	 * Return what to throw.
	 * @param failure what the connection threw
	 * @param connection the connection
	 * @return the same where it says that there is no such database or that the user may
	 * not use it: then the connection asked for cannot be had
	 */
	static SQLException of(SQLException failure, Connection connection) {
		return switch (failure.getErrorCode()) {
			case ErrorCodes.DATABASE_ACCESS_DENIED, ErrorCodes.UNKNOWN_DATABASE -> failure;
			default -> new SwitchFailureException(failure, isLost(failure, connection));
		};
	}

	private static boolean isLost(SQLException failure, Connection connection) {
		String state = failure.getSQLState();
		try {
			return (state != null && state.startsWith(CONNECTION_FAILURE)) || connection.isClosed();
		}
		catch (SQLException | RuntimeException ex) {
			return true;
		}
	}

	/** The same in Spring's words, as for any statement. */
	DataAccessException translated() {
		if (this.lost) {
			String what = TransactionSynchronizationManager.isActualTransactionActive()
					? "The connection was lost in the middle of a transaction, which the server rolls back"
					: "The connection was lost before the statement was sent";
			return new RecoverableDataAccessException(what + "; " + this.failure.getMessage(), this.failure);
		}
		String task = "Change of the database";
		DataAccessException known = new TiDBExceptionTranslator().translate(task, null, this.failure);
		return (known != null) ? known : new UncategorizedSQLException(task, null, this.failure);
	}

}
