package io.github.tidbspring.client.connection;

import java.sql.SQLException;

/**
 * What our own pool throws: the driver's state and code, and a message for people.
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
