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
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.client.internal.error.ErrorCodes;
import org.jspecify.annotations.Nullable;

/**
 * Determines the reason of a failure from the exceptions of driver, pool and network, and
 * from the error codes of the server.
 */
final class FailureClassification {

	/** The state of the pool in the message of HikariCP's timeout. */
	private static final Pattern IN_USE = Pattern.compile("\\(total=(\\d+), active=(\\d+)");

	/** Messages of a server that are more specific than its error code. */
	private static final List<Text> SERVER = List.of(new Text("missing user name prefix", Reason.MISSING_USER_PREFIX),
			new Text("insecure transport", Reason.TLS_REQUIRED));

	/** Messages of the driver and of TiProxy about the login: they have no error code. */
	private static final List<Text> LOGIN = List.of(
			new Text("public key retrieval is not allowed|ssl connection required for plugin", Reason.LOGIN_NEEDS_TLS),
			new Text("authentication (plugin|method unknown|protocol)", Reason.LOGIN_UNSUPPORTED),
			new Text("tiproxy fails|no available tidb instances", Reason.CONNECTION_LOST));

	/** Messages about TLS, of the JVM and of Connector/J. */
	private static final List<Text> TLS = List.of(
			new Text("no subject alternative|no name matching|server identity verification failed",
					Reason.WRONG_HOST_NAME),
			new Text("unable to find valid certification path|trust anchor", Reason.UNTRUSTED_CERTIFICATE),
			new Text("ssl connection required, but not provided by server", Reason.TLS_UNSUPPORTED));

	private FailureClassification() {
	}

	/**
	 * Return the reason.
	 * @param failure the exception
	 * @param maximumPoolSize the maximum size of the pool
	 * @return the reason
	 */
	static Reason reason(Throwable failure, int maximumPoolSize) {
		// HikariCP adds the last failed attempt as the cause, even if it is old.
		if (isTimeoutOfPool(failure) && areAllInUse(failure, maximumPoolSize)) {
			return Reason.POOL_EXHAUSTED;
		}
		// Other causes, such as a refused connection to a vault, are unrelated to TiDB.
		return (find(failure, CredentialsUnavailableException.class) != null) ? Reason.CREDENTIALS_UNAVAILABLE
				: reason(failure);
	}

	/** Return the exception or its first cause of a type, or {@code null}. */
	static <E extends Throwable> @Nullable E find(Throwable failure, Class<E> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

	private static Reason reason(Throwable failure) {
		// From the innermost cause outwards: the driver wraps it in general exceptions.
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
		Reason login = reason(LOGIN, message);
		return (login != Reason.OTHER) ? login : tlsReason(failure, message);
	}

	/** The text is that of a TLS handshake that the server has ended. */
	private static boolean isEndOfConnection(Throwable failure, String message) {
		return failure instanceof EOFException || message.contains("terminated the handshake")
				|| (failure instanceof SocketException && (message.contains("reset") || message.contains("broken pipe")
						|| message.contains("aborted") || message.contains("closed")));
	}

	private static Reason sqlReason(SQLException failure, String message) {
		Reason known = reason(SERVER, message);
		if (known == Reason.OTHER) {
			known = codeReason(failure.getErrorCode());
		}
		if (known == Reason.OTHER) {
			known = reason(LOGIN, message);
		}
		if (known != Reason.OTHER) {
			return known;
		}
		if (message.contains("has been closed") && message.contains("datasource")) {
			return Reason.CLOSED;
		}
		// A cause, even if it is not classified, is reported instead.
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

	private static Reason tlsReason(Throwable failure, String message) {
		if (failure instanceof CertificateExpiredException || failure instanceof CertificateNotYetValidException) {
			return Reason.EXPIRED_CERTIFICATE;
		}
		Reason known = reason(TLS, message);
		if (known != Reason.OTHER) {
			return known;
		}
		if (failure instanceof CertPathBuilderException) {
			return Reason.UNTRUSTED_CERTIFICATE;
		}
		return (failure instanceof CertificateException || failure instanceof SSLException) ? Reason.TLS_FAILED
				: Reason.OTHER;
	}

	private static Reason reason(List<Text> texts, String message) {
		return texts.stream()
			.filter((text) -> text.pattern().matcher(message).find())
			.map(Text::reason)
			.findFirst()
			.orElse(Reason.OTHER);
	}

	/**
	 * A part of a message, and the reason that it indicates.
	 *
	 * @param pattern the text in lower case
	 * @param reason the reason
	 */
	private record Text(Pattern pattern, Reason reason) {

		Text(String pattern, Reason reason) {
			this(Pattern.compile(pattern), reason);
		}

	}

}
