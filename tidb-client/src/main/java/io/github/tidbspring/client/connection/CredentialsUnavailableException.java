package io.github.tidbspring.client.connection;

import java.sql.SQLNonTransientConnectionException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown where a new connection has nobody to log in, because what gives the credentials
 * has failed.
 */
final class CredentialsUnavailableException extends SQLNonTransientConnectionException {

	/** The state of a connection that the client cannot establish. */
	private static final String STATE = "08001";

	CredentialsUnavailableException(@Nullable Throwable cause) {
		super("The credentials of a new connection cannot be obtained", STATE, cause);
	}

	/**
	 * Return whether a failure is this one: what is inside of it, such as a connection to
	 * a vault that is refused, is nothing about TiDB.
	 */
	static boolean isIn(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof CredentialsUnavailableException) {
				return true;
			}
		}
		return false;
	}

}
