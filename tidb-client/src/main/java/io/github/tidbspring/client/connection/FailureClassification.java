package io.github.tidbspring.client.connection;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.client.internal.error.ErrorCodes;

/**
 * Finds the reason in what the server, the driver, the pool and the network say.
 */
final class FailureClassification {

	/** What Hikari says of itself when nobody gave a connection back in time. */
	private static final Pattern IN_USE = Pattern.compile("\\(total=(\\d+), active=(\\d+)");

	private FailureClassification() {
	}

	/**
	 * Find the reason.
	 * @param failure what was thrown
	 * @param maximumPoolSize how many connections the pool may have
	 * @return the reason
	 */
	static Reason reason(Throwable failure, int maximumPoolSize) {
		// Hikari puts the last failed attempt inside, be it long ago.
		if (isTimeoutOfPool(failure) && areAllInUse(failure, maximumPoolSize)) {
			return Reason.POOL_EXHAUSTED;
		}
		return CredentialsUnavailableException.isIn(failure) ? Reason.CREDENTIALS_UNAVAILABLE : reason(failure);
	}

	private static Reason reason(Throwable failure) {
		// From the innermost cause outwards: the driver wraps what happened in general
		// words.
		Throwable cause = failure.getCause();
		Reason inner = (cause != null && cause != failure) ? reason(cause) : Reason.OTHER;
		return (inner != Reason.OTHER) ? inner : ownReason(failure);
	}

	private static boolean isTimeoutOfPool(Throwable failure) {
		return failure instanceof SQLTransientConnectionException && message(failure).contains("request timed out");
	}

	private static boolean areAllInUse(Throwable failure, int maximumPoolSize) {
		Matcher numbers = IN_USE.matcher(message(failure));
		return numbers.find() && Long.parseLong(numbers.group(1)) >= maximumPoolSize
				&& numbers.group(1).equals(numbers.group(2));
	}

	private static String message(Throwable failure) {
		return (failure.getMessage() != null) ? failure.getMessage().toLowerCase(Locale.ROOT) : "";
	}

	private static Reason ownReason(Throwable failure) {
		String message = message(failure);
		if (failure instanceof SQLException sql) {
			return sqlReason(sql, message);
		}
		if (failure instanceof UnknownHostException) {
			return Reason.HOST_NOT_FOUND;
		}
		if (failure instanceof NoRouteToHostException
				|| (failure instanceof SocketException && message.contains("unreachable"))) {
			return Reason.UNREACHABLE;
		}
		if (failure instanceof ConnectException) {
			return message.contains("timed out") ? Reason.TIMEOUT : Reason.REFUSED;
		}
		if (failure instanceof SocketTimeoutException) {
			return Reason.TIMEOUT;
		}
		if (isEndOfConnection(failure, message)) {
			return Reason.CONNECTION_LOST;
		}
		Reason login = loginReason(message);
		return (login != Reason.OTHER) ? login : tlsReason(failure, message);
	}

	/** The second text is that of a TLS handshake which the other side has ended. */
	private static boolean isEndOfConnection(Throwable failure, String message) {
		return failure instanceof EOFException || message.contains("terminated the handshake")
				|| (failure instanceof SocketException && (message.contains("reset") || message.contains("broken pipe")
						|| message.contains("aborted") || message.contains("closed")));
	}

	private static Reason sqlReason(SQLException failure, String message) {
		if (message.contains("missing user name prefix")) {
			return Reason.MISSING_USER_PREFIX;
		}
		if (message.contains("insecure transport")) {
			return Reason.TLS_REQUIRED;
		}
		Reason known = codeReason(failure.getErrorCode());
		if (known == Reason.OTHER) {
			known = loginReason(message);
		}
		if (known != Reason.OTHER) {
			return known;
		}
		if (message.contains("has been closed") && message.contains("datasource")) {
			return Reason.CLOSED;
		}
		// With a cause that is not known either, the cause is what has to be said.
		if (isTimeoutOfPool(failure) && failure.getCause() == null) {
			return Reason.POOL_EXHAUSTED;
		}
		return tlsReason(failure, message);
	}

	private static Reason codeReason(int code) {
		return switch (code) {
			case ErrorCodes.ACCESS_DENIED, ErrorCodes.ACCESS_DENIED_NO_PASSWORD -> Reason.ACCESS_DENIED;
			case ErrorCodes.ACCOUNT_LOCKED, ErrorCodes.BLOCKED_AFTER_FAILED_LOGINS,
					ErrorCodes.ACCOUNT_LOCKED_BY_MARIADB ->
				Reason.ACCOUNT_LOCKED;
			case ErrorCodes.PASSWORD_EXPIRED, ErrorCodes.PASSWORD_MUST_BE_CHANGED -> Reason.PASSWORD_EXPIRED;
			case ErrorCodes.AUTHENTICATION_NOT_SUPPORTED, ErrorCodes.PLUGIN_NOT_LOADED -> Reason.LOGIN_UNSUPPORTED;
			case ErrorCodes.DATABASE_ACCESS_DENIED -> Reason.NOT_PERMITTED;
			case ErrorCodes.TABLE_ACCESS_DENIED, ErrorCodes.PRIVILEGE_MISSING -> Reason.STATEMENT_NOT_PERMITTED;
			case ErrorCodes.UNKNOWN_DATABASE -> Reason.UNKNOWN_DATABASE;
			case ErrorCodes.TOO_MANY_CONNECTIONS -> Reason.TOO_MANY_CONNECTIONS;
			case ErrorCodes.TOO_MANY_USER_CONNECTIONS, ErrorCodes.USER_LIMIT_REACHED -> Reason.USER_LIMIT;
			case ErrorCodes.SERVER_SHUTDOWN -> Reason.SHUTTING_DOWN;
			case ErrorCodes.TLS_REQUIRED -> Reason.TLS_REQUIRED;
			default -> Reason.OTHER;
		};
	}

	/** What the driver says by itself, and what TiProxy says, has no code. */
	private static Reason loginReason(String message) {
		if (message.contains("public key retrieval is not allowed")
				|| message.contains("ssl connection required for plugin")) {
			return Reason.LOGIN_NEEDS_TLS;
		}
		if (message.contains("authentication plugin") || message.contains("authentication method unknown")
				|| message.contains("authentication protocol")) {
			return Reason.LOGIN_UNSUPPORTED;
		}
		if (message.contains("tiproxy fails") || message.contains("no available tidb instances")) {
			return Reason.CONNECTION_LOST;
		}
		return Reason.OTHER;
	}

	private static Reason tlsReason(Throwable failure, String message) {
		if (failure instanceof CertificateExpiredException || failure instanceof CertificateNotYetValidException) {
			return Reason.EXPIRED_CERTIFICATE;
		}
		// The second text is Connector/J's own check.
		if (message.contains("no subject alternative") || message.contains("no name matching")
				|| message.contains("server identity verification failed")) {
			return Reason.WRONG_HOST_NAME;
		}
		if (failure instanceof CertPathBuilderException || message.contains("unable to find valid certification path")
				|| message.contains("trust anchor")) {
			return Reason.UNTRUSTED_CERTIFICATE;
		}
		if (failure instanceof CertificateException || failure instanceof SSLException) {
			return Reason.TLS_FAILED;
		}
		if (message.contains("ssl connection required, but not provided by server")) {
			return Reason.TLS_UNSUPPORTED;
		}
		return Reason.OTHER;
	}

}
