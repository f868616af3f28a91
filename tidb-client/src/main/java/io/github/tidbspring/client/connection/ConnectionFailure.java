package io.github.tidbspring.client.connection;

import java.io.Serializable;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Why a connection could not be made, in a sentence that says what to do. Contains no
 * credentials: server and driver put user names into their messages, this does not.
 *
 * @param reason the reason
 * @param message the sentence, the hint included
 * @param hint what this connection's settings have that may be the cause, without the
 * values, or {@code null}
 * @since 0.1
 */
public record ConnectionFailure(Reason reason, String message, @Nullable String hint) implements Serializable {

	/** How servers name a user: {@code 'name'@'host'} or {@code user 'name'}. */
	private static final Pattern USER = Pattern.compile("(?:user )?'[^']*'@'[^']*'|user '[^']*'",
			Pattern.CASE_INSENSITIVE);

	/** How servers name a database that is missing or not for this user. */
	private static final Pattern DATABASE = Pattern.compile("(?:unknown|to) database '(.*)'", Pattern.CASE_INSENSITIVE);

	/**
	 * Create a failure without a hint.
	 * @param reason the reason
	 * @param message the sentence
	 */
	public ConnectionFailure(Reason reason, String message) {
		this(reason, message, null);
	}

	/**
	 * Find out why.
	 * @param failure what was thrown when a connection was asked for
	 * @param settings the settings that were used, or {@code null} where they are not
	 * known: the {@code DataSource} is the application's
	 * @return the failure
	 */
	public static ConnectionFailure of(Throwable failure, @Nullable ConnectionSettings settings) {
		return of(failure, settings, Integer.MAX_VALUE);
	}

	/**
	 * Find out why.
	 * @param failure what was thrown when a connection was asked for
	 * @param settings the settings that were used, or {@code null}
	 * @param maximumPoolSize how many connections the pool may have
	 * @return the failure
	 */
	static ConnectionFailure of(Throwable failure, @Nullable ConnectionSettings settings, int maximumPoolSize) {
		if (failure instanceof ExplainedConnectionException explained) {
			return explained.getFailure();
		}
		Reason reason = FailureClassification.reason(failure, maximumPoolSize);
		String sentence = reason.explain(settings, failure);
		String hint = (settings != null) ? SettingsHint.of(reason, settings) : null;
		return new ConnectionFailure(reason, (hint != null) ? sentence + ". " + hint : sentence, hint);
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

		/**
		 * Wrong user name or password. Servers say the same to a user who must encrypt or
		 * show a certificate and does not.
		 */
		ACCESS_DENIED("the server refused the user name or the password; check both"),

		/** The account is locked, by an administrator or after failed logins. */
		ACCOUNT_LOCKED("the account is locked; unlock it (ALTER USER … ACCOUNT UNLOCK), "
				+ "or wait where failed logins have locked it for a time"),

		/** The password has expired. */
		PASSWORD_EXPIRED("the password of this user has expired; set a new one (ALTER USER … IDENTIFIED BY …)"),

		/** The way in which this user logs in is safe only where TLS is used. */
		LOGIN_NEEDS_TLS("this user logs in with a plugin that sends the password (caching_sha2_password, "
				+ "an LDAP or a token plugin), which the driver does over TLS only; "
				+ "set the TLS mode required, verify-ca or verify-identity"),

		/** The driver and the server have no way to log in that both know. */
		LOGIN_UNSUPPORTED("the driver has no such way to log in: %3$s; give the user another plugin, "
				+ "such as caching_sha2_password, or name one in the driver's property authenticationPlugins"),

		/** TiDB Cloud does not know which cluster is meant. */
		MISSING_USER_PREFIX("TiDB Cloud misses the prefix of the user name; "
				+ "copy the whole user name from the cluster's connection dialog: it looks like 2aEp24QWEDLqRFs.root"),

		/** The user may not do this. */
		NOT_PERMITTED("the user has no privilege for %2$s; grant one, or use a database that the user may use"),

		/** The user may not run what a connection begins with. */
		STATEMENT_NOT_PERMITTED("the user has no privilege for a statement that each connection begins with: %3$s; "
				+ "grant one, or leave the statement out"),

		/** There is no such database. */
		UNKNOWN_DATABASE("the server has no %2$s; create it, "
				+ "or have it created: ensureDatabase(true), in Spring Boot tidb.ensure-database=true"),

		/** The name does not resolve. */
		HOST_NOT_FOUND("the host name is not known; check its spelling and the DNS of this machine"),

		/** Nothing listens there. */
		REFUSED("nothing listens there; start a TiDB (tiup playground, or the container pingcap/tidb), "
				+ "or check host and port"),

		/** Something there accepts connections and closes them again. */
		CONNECTION_LOST("the connection was closed before the login was complete; check that a TiDB is up there, "
				+ "and if a proxy or load balancer stands in between, that it reaches one"),

		/** The server ends. */
		SHUTTING_DOWN("the server is shutting down; connect again when it is back"),

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

		/** The user has no place for another connection. */
		USER_LIMIT("the user has reached a limit of its account; lower the pool's maximum size, "
				+ "or raise the user's limit"),

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
			// What to do follows a semicolon, so that no other may stand before it.
			String message = (this == OTHER || this == TLS_FAILED) ? innermostMessage(failure)
					: innermostMessage(failure).replace("; ", ", ");
			// What the server names, and not what the settings do: a client for another
			// database uses the same settings.
			String named = databaseIn(failure);
			String database = (named != null) ? "database '" + named + "'" : "such database";
			return "Cannot connect to %s: %s".formatted(place,
					sentence(settings, named).formatted(place, database, message));
		}

		private String sentence(@Nullable ConnectionSettings settings, @Nullable String database) {
			boolean another = database != null
					&& (settings == null || !database.equalsIgnoreCase(settings.getDatabase()));
			return (this == UNKNOWN_DATABASE && another)
					? "the server has no %2$s; create it (databases().create(…)), or correct its name" : this.sentence;
		}

		private static @Nullable String databaseIn(Throwable failure) {
			Matcher matcher = DATABASE.matcher(String.valueOf(innermost(failure).getMessage()));
			return matcher.find() ? matcher.group(1) : null;
		}

		private static Throwable innermost(Throwable failure) {
			Throwable current = failure;
			while (current.getCause() != null && current.getCause() != current) {
				current = current.getCause();
			}
			return current;
		}

		private static String innermostMessage(Throwable failure) {
			Throwable current = innermost(failure);
			String message = current.getMessage();
			return (message != null) ? USER.matcher(message.lines().findFirst().orElse("")).replaceAll("the user")
					: current.getClass().getSimpleName();
		}

	}

}
