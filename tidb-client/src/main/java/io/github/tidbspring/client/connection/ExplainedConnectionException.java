package io.github.tidbspring.client.connection;

import java.sql.SQLException;

/**
 * Thrown by the client's own pool, with the SQL state and code of the driver, and the
 * message of the failure.
 */
final class ExplainedConnectionException extends SQLException {

	private final ConnectionFailure failure;

	ExplainedConnectionException(ConnectionFailure failure, SQLException cause) {
		super(failure.message(), cause.getSQLState(), cause.getErrorCode(), cause);
		this.failure = failure;
	}

	ConnectionFailure getFailure() {
		return this.failure;
	}

}
