package io.github.tidbspring.client.connection;

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
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Why a connection could not be made, in a sentence that says what to do. Contains no
 * credentials: server and driver put user names into their messages, this does not.
 *
 * @param reason the reason
 * @param message the sentence
 * @since 0.1
 */
public record ConnectionFailure(Reason reason, String message) {

	/** Said instead of 1045 to a user who has no password but another way to log in. */
	private static final int ACCESS_DENIED_NO_PASSWORD = 1698;

	private static final int ACCOUNT_LOCKED = 3118;

	private static final int ACCOUNT_LOCKED_BY_MARIADB = 4151;

	private static final int USER_LIMIT_REACHED = 1226;

	/** How servers name a user: {@code 'name'@'host'} or {@code user 'name'}. */
	private static final Pattern USER = Pattern.compile("(?:user )?'[^']*'@'[^']*'|user '[^']*'",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Find out why.
	 * @param failure what was thrown when a connection was asked for
	 * @param settings the settings that were used, or {@code null} where they are not
	 * known: the {@code DataSource} is the application's
	 * @return the failure
	 */
	public static ConnectionFailure of(Throwable failure, @Nullable ConnectionSettings settings) {
		if (failure instanceof ExplainedConnectionException explained) {
			return explained.getFailure();
		}
		Reason reason = reason(failure);
		return new ConnectionFailure(reason, reason.explain(settings, failure));
	}

	/**
	 * Return why the last connection of a pool could not be made: not everybody passes on
	 * what a {@code DataSource} throws.
	 * @param dataSource a pool that {@link ConnectionSettings#toDataSource()} has made,
	 * also when it is closed
	 * @return the failure, or {@code null} if the last connection could be made, none was
	 * asked for, or the pool is another's
	 */
	public static @Nullable ConnectionFailure lastOf(DataSource dataSource) {
		return (dataSource instanceof TiDBDataSource ours) ? ours.lastFailure() : null;
	}

	private static Reason reason(Throwable failure) {
		// From the innermost cause outwards: the driver wraps what happened in general
		// words.
		Throwable cause = failure.getCause();
		Reason inner = (cause != null && cause != failure) ? reason(cause) : Reason.OTHER;
		return (inner != Reason.OTHER) ? inner : ownReason(failure);
	}

	private static Reason ownReason(Throwable failure) {
		String message = (failure.getMessage() != null) ? failure.getMessage().toLowerCase(Locale.ROOT) : "";
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
		return tlsReason(failure, message);
	}

	private static Reason sqlReason(SQLException failure, String message) {
		if (message.contains("missing user name prefix")) {
			return Reason.MISSING_USER_PREFIX;
		}
		if (message.contains("insecure transport")) {
			return Reason.TLS_REQUIRED;
		}
		Reason known = switch (failure.getErrorCode()) {
			case 1045, ACCESS_DENIED_NO_PASSWORD, ACCOUNT_LOCKED, ACCOUNT_LOCKED_BY_MARIADB -> Reason.ACCESS_DENIED;
			case 1044, 1142, 1227 -> Reason.NOT_PERMITTED;
			case 1049 -> Reason.UNKNOWN_DATABASE;
			case 1040, 1203, USER_LIMIT_REACHED -> Reason.TOO_MANY_CONNECTIONS;
			case 3159 -> Reason.TLS_REQUIRED;
			default -> Reason.OTHER;
		};
		if (known != Reason.OTHER) {
			return known;
		}
		if (message.contains("has been closed") && message.contains("datasource")) {
			return Reason.CLOSED;
		}
		if (failure instanceof SQLTransientConnectionException && message.contains("request timed out")) {
			return Reason.POOL_EXHAUSTED;
		}
		return tlsReason(failure, message);
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

	/**
	 * Return an exception of the kind that {@code DataSource} declares.
	 * @param cause what was thrown
	 * @return an exception with this message
	 */
	SQLException toSQLException(SQLException cause) {
		return (cause instanceof ExplainedConnectionException) ? cause : new ExplainedConnectionException(this, cause);
	}

	/**
	 * The reasons that can be told apart.
	 */
	public enum Reason {

		/** Wrong user name or password. */
		ACCESS_DENIED("the server refused the user name or the password; check both"),

		/** TiDB Cloud does not know which cluster is meant. */
		MISSING_USER_PREFIX("TiDB Cloud misses the prefix of the user name; "
				+ "copy the whole user name from the cluster's connection dialog: it looks like 2aEp24QWEDLqRFs.root"),

		/** The user may not do this. */
		NOT_PERMITTED("the user has no privilege for %2$s; grant one, or use a database that the user may use"),

		/** There is no such database. */
		UNKNOWN_DATABASE("the server has no %2$s; create it, "
				+ "or have it created: ensureDatabase(true), in Spring Boot tidb.ensure-database=true"),

		/** The name does not resolve. */
		HOST_NOT_FOUND("the host name is not known; check its spelling and the DNS of this machine"),

		/** Nothing listens there. */
		REFUSED("nothing listens there; start a TiDB (tiup playground, or the container pingcap/tidb), "
				+ "or check host and port"),

		/** The network has no way there. */
		UNREACHABLE("the network has no route there; check VPN, firewall and private endpoint"),

		/** No answer in time. */
		TIMEOUT("there was no answer in time; "
				+ "check host and port, the firewall, and TiDB Cloud's list of allowed addresses"),

		/** The server's certificate is not signed by a trusted CA. */
		UNTRUSTED_CERTIFICATE("the server's certificate is not signed by a CA that is trusted here; "
				+ "give the server's CA certificate (caCertificate, in Spring Boot tidb.ssl.ca-certificate or tidb.ssl.bundle)"),

		/** The server's certificate is out of date, or the clock is wrong. */
		EXPIRED_CERTIFICATE("the server's certificate is not valid today; renew it, or check this machine's clock"),

		/** The server's certificate is for another host. */
		WRONG_HOST_NAME("the server's certificate is for another host name; "
				+ "connect by the name in the certificate, or set the TLS mode verify-ca if that is what you mean"),

		/** The server takes encrypted connections only. */
		TLS_REQUIRED("the server refuses plain text; set the TLS mode required, verify-ca or verify-identity"),

		/** The server cannot encrypt. */
		TLS_UNSUPPORTED("the server does not offer TLS, which the TLS mode demands; enable TLS on the server"),

		/** The TLS handshake failed for another reason. */
		TLS_FAILED("the TLS handshake failed: %3$s"),

		/** The server has no place for another connection. */
		TOO_MANY_CONNECTIONS("the server has too many connections; lower the pool's maximum size"),

		/** All connections of the pool are in use. */
		POOL_EXHAUSTED("no connection of the pool became free in time; "
				+ "raise its maximum size, or look for connections that are held too long"),

		/** The pool is closed, and with it the client that it belongs to. */
		CLOSED("the connection pool is closed; keep the client open, or make a new one"),

		/** Any other. */
		OTHER("%3$s");

		private final String sentence;

		Reason(String sentence) {
			this.sentence = sentence;
		}

		private String explain(@Nullable ConnectionSettings settings, Throwable failure) {
			String place = (settings != null) ? settings.place() : "the server";
			String database = (settings != null && settings.getDatabase() != null)
					? "database '" + settings.getDatabase() + "'" : "such database";
			return "Cannot connect to %s: %s".formatted(place,
					this.sentence.formatted(place, database, innermostMessage(failure)));
		}

		private static String innermostMessage(Throwable failure) {
			Throwable current = failure;
			while (current.getCause() != null && current.getCause() != current) {
				current = current.getCause();
			}
			String message = current.getMessage();
			return (message != null) ? USER.matcher(message.lines().findFirst().orElse("")).replaceAll("the user")
					: current.getClass().getSimpleName();
		}

	}

}
