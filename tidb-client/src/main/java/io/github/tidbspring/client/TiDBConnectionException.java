package io.github.tidbspring.client;

import java.sql.SQLException;

import io.github.tidbspring.client.connection.ConnectionFailure;

import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Thrown when a connection to TiDB cannot be obtained. The message contains the reason
 * and a remedy, but no credentials.
 *
 * @since 0.1
 */
public class TiDBConnectionException extends CannotGetJdbcConnectionException {

	private final ConnectionFailure failure;

	/**
	 * Create an exception.
	 * @param failure the failure
	 * @param cause the exception of the {@code DataSource}
	 */
	public TiDBConnectionException(ConnectionFailure failure, SQLException cause) {
		super(failure.message(), cause);
		this.failure = failure;
	}

	/**
	 * Return the failure: reason, place, problem and remedy.
	 * @return the failure
	 */
	public ConnectionFailure getFailure() {
		return this.failure;
	}

}
