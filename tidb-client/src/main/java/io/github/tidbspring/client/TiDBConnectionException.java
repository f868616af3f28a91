package io.github.tidbspring.client;

import java.sql.SQLException;

import io.github.tidbspring.client.connection.ConnectionFailure;

import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Thrown when a connection to TiDB cannot be obtained. The message says why, and what to
 * do; it contains no credentials.
 *
 * @since 0.1
 */
public class TiDBConnectionException extends CannotGetJdbcConnectionException {

	private final ConnectionFailure failure;

	/**
	 * Create an exception.
	 * @param failure why there is no connection
	 * @param cause what the {@code DataSource} threw
	 */
	public TiDBConnectionException(ConnectionFailure failure, SQLException cause) {
		super(failure.message(), cause);
		this.failure = failure;
	}

	/**
	 * Return why there is no connection: the reason, the place, the problem and the
	 * remedy.
	 * @return the failure
	 */
	public ConnectionFailure getFailure() {
		return this.failure;
	}

}
