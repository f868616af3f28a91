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
 * Thrown when an existing connection cannot be switched to another database, for a reason
 * unrelated to that database.
 */
final class SwitchFailureException extends SQLException {

	/** The class of SQL states for broken connections. */
	private static final String CONNECTION_FAILURE = "08";

	private final transient SQLException failure;

	private final boolean lost;

	private SwitchFailureException(SQLException failure, boolean lost) {
		super(failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), failure);
		this.failure = failure;
		this.lost = lost;
	}

	/**
	 * Return the exception to throw.
	 * @param failure the exception of the connection
	 * @param connection the connection
	 * @return the failure itself if the database is missing or the user may not use it:
	 * the requested connection cannot be obtained
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

	/** Return the exception that a statement would fail with. */
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
