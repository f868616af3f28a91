package io.github.tidbspring.client.connection;

import java.sql.SQLNonTransientConnectionException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the supplier of the credentials of a new connection fails.
 */
final class CredentialsUnavailableException extends SQLNonTransientConnectionException {

	/** The SQL state of a connection that the client cannot establish. */
	private static final String STATE = "08001";

	CredentialsUnavailableException(@Nullable Throwable cause) {
		super("The credentials of a new connection cannot be obtained", STATE, cause);
	}

}
