package io.github.tidbspring.client.connection;

import java.io.Serializable;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The reason, place, problem and remedy of a failure to connect. Contains no credentials,
 * not even the user names that servers and drivers include in their messages. Immutable
 * and therefore thread-safe.
 *
 * @since 0.1
 */
public final class ConnectionFailure implements Serializable {

	private final Reason reason;

	private final @Nullable String place;

	private final String problem;

	private final @Nullable String remedy;

	private final @Nullable String hint;

	private final boolean ofAnotherDatabase;

	private ConnectionFailure(Reason reason, @Nullable String place, String problem, @Nullable String remedy,
			@Nullable String hint, boolean ofAnotherDatabase) {
		this.reason = reason;
		this.place = place;
		this.problem = problem;
		this.remedy = remedy;
		this.hint = hint;
		this.ofAnotherDatabase = ofAnotherDatabase;
	}

	/**
	 * Return a failure without a hint, for example for tests.
	 * @param reason the reason
	 * @param place the host and port, or {@code null} if unknown
	 * @param problem the problem, see {@link #problem()}
	 * @param remedy the remedy, see {@link #remedy()}
	 * @return the failure
	 */
	public static ConnectionFailure of(Reason reason, @Nullable String place, String problem, @Nullable String remedy) {
		Assert.notNull(reason, "'reason' must not be null");
		Assert.notNull(problem, "'problem' must not be null");
		return new ConnectionFailure(reason, place, problem, remedy, null, false);
	}

	/**
	 * Classify an exception.
	 * @param failure the exception of a {@code DataSource}
	 * @param settings the settings of the connection, or {@code null} if they are
	 * unknown, which is the case for a {@code DataSource} of the application
	 * @return the failure
	 */
	public static ConnectionFailure of(Throwable failure, @Nullable ConnectionSettings settings) {
		return of(failure, settings, Integer.MAX_VALUE);
	}

	/**
	 * Classify an exception.
	 * @param failure the exception of a {@code DataSource}
	 * @param settings the settings of the connection, or {@code null}
	 * @param maximumPoolSize the maximum size of the pool
	 * @return the failure
	 */
	static ConnectionFailure of(Throwable failure, @Nullable ConnectionSettings settings, int maximumPoolSize) {
		if (failure instanceof ExplainedConnectionException explained) {
			return explained.getFailure();
		}
		Reason reason = FailureClassification.reason(failure, maximumPoolSize);
		ServerMessage message = ServerMessage.of(failure);
		// The database in the message, not that of the settings: a client for another
		// database has the same settings.
		String database = message.database();
		boolean another = database != null && (settings == null || !database.equalsIgnoreCase(settings.database()));
		return new ConnectionFailure(reason, (settings != null) ? settings.place() : null,
				reason.problem(message, database), reason.remedy(another),
				(settings != null) ? SettingsHint.of(reason, settings) : null, another);
	}

	/**
	 * Find the failure of a pool of {@link ConnectionSettings#toDataSource()} among an
	 * exception and its causes.
	 * @param failure the exception
	 * @return the failure, or {@code null} if there is none, or it is that of another
	 * pool or another database
	 */
	public static @Nullable ConnectionFailure find(Throwable failure) {
		ExplainedConnectionException explained = FailureClassification.find(failure,
				ExplainedConnectionException.class);
		return (explained != null) ? explained.getFailure() : null;
	}

	/**
	 * Return the failure of the last attempt to obtain a connection from a pool, for
	 * callers that do not receive the exception of the {@code DataSource}.
	 * @param dataSource a pool of {@link ConnectionSettings#toDataSource()}, open or
	 * closed
	 * @return the failure, or {@code null} if the last attempt succeeded, there was none,
	 * or it is another pool
	 */
	public static @Nullable ConnectionFailure lastOf(DataSource dataSource) {
		return (dataSource instanceof TiDBHikariDataSource ours) ? ours.lastFailure() : null;
	}

	/**
	 * Return the reason.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Return the place.
	 * @return host and port, or several hosts; {@code null} if the settings are unknown,
	 * which is the case for a {@code DataSource} of the application
	 */
	public @Nullable String place() {
		return this.place;
	}

	/**
	 * Return the problem.
	 * @return a clause in lower case without a full stop, such as
	 * {@code nothing listens there}
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Return the remedy.
	 * @return a clause like {@link #problem()}, such as {@code check host and port};
	 * {@code null} if the problem is only known from a message of the server or driver
	 */
	public @Nullable String remedy() {
		return this.remedy;
	}

	/**
	 * Return a hint at a setting of this connection that may be the cause, without its
	 * value.
	 * @return a sentence without a full stop, or {@code null}
	 */
	public @Nullable String hint() {
		return this.hint;
	}

	/**
	 * Return whether the failure concerns another database than that of the settings,
	 * such as that of a client {@link io.github.tidbspring.client.TiDBClient#withDatabase
	 * for another database}.
	 * @return {@code true} if it does, or if the settings are unknown
	 */
	public boolean isOfAnotherDatabase() {
		return this.ofAnotherDatabase;
	}

	/**
	 * Return the complete message.
	 * @return place, problem, remedy and hint
	 */
	public String message() {
		String message = "Cannot connect to %s: %s".formatted((this.place != null) ? this.place : "the server",
				this.problem);
		return message + ((this.remedy != null) ? "; " + this.remedy : "")
				+ ((this.hint != null) ? ". " + this.hint : "");
	}

	/**
	 * Return an exception of the type that {@code DataSource} declares.
	 * @param cause the exception
	 * @return an exception with this message
	 */
	SQLException toSQLException(SQLException cause) {
		return (cause instanceof ExplainedConnectionException) ? cause : new ExplainedConnectionException(this, cause);
	}

	@Override
	public String toString() {
		return message();
	}

	/**
	 * The reasons of failures.
	 */
	public enum Reason {

		/**
		 * Wrong user name or password. Servers report the same for a user who requires
		 * TLS or a client certificate.
		 */
		ACCESS_DENIED("the server refused the user name or the password", "check both"),

		/**
		 * The supplier of the credentials has failed: its exception is among the causes.
		 */
		CREDENTIALS_UNAVAILABLE("the credentials to log in with cannot be obtained",
				"see the cause, and check what gives them (credentials)"),

		/** The account is locked, by an administrator or after failed logins. */
		ACCOUNT_LOCKED("the account is locked",
				"unlock it (ALTER USER … ACCOUNT UNLOCK), or wait where failed logins have locked it for a time"),

		/** The password has expired. */
		PASSWORD_EXPIRED("the password of this user has expired", "set a new one (ALTER USER … IDENTIFIED BY …)"),

		/** The authentication of this user is safe with TLS only. */
		LOGIN_NEEDS_TLS(
				"this user logs in with a plugin that sends the password (caching_sha2_password, "
						+ "an LDAP or a token plugin), which the driver does over TLS only",
				"set the TLS mode required, verify-ca or verify-identity"),

		/** The driver and the server support no common authentication. */
		LOGIN_UNSUPPORTED("the driver does not support the authentication of this user: %2$s",
				"give the user another plugin, such as caching_sha2_password, "
						+ "or name one in the driver's property authenticationPlugins"),

		/** The user name lacks the prefix of a cluster of TiDB Cloud. */
		MISSING_USER_PREFIX("the user name lacks the prefix of a TiDB Cloud cluster",
				"copy the whole user name from the cluster's connection dialog: it looks like 2aEp24QWEDLqRFs.root"),

		/** The user has no privilege for the database. */
		NOT_PERMITTED("the user has no privilege for %1$s", "grant one, or use a database that the user may use"),

		/** The user has no privilege for an initial statement of the connection. */
		STATEMENT_NOT_PERMITTED("the user has no privilege for a statement that each connection begins with: %2$s",
				"grant one, or leave the statement out"),

		/** The database does not exist. */
		UNKNOWN_DATABASE("the server has no %1$s",
				"create it, or have it created: ensureDatabase(true), in Spring Boot tidb.ensure-database=true"),

		/** The host name cannot be resolved. */
		HOST_NOT_FOUND("the host name is not known", "check its spelling and the DNS of this machine"),

		/** No server listens on the port. */
		REFUSED("nothing listens there",
				"start a TiDB (tiup playground, or the container pingcap/tidb), or check host and port"),

		/** The connection was accepted and closed before the login was complete. */
		CONNECTION_LOST("the connection was closed before the login was complete",
				"check that a TiDB is running there, "
						+ "and if a proxy or load balancer stands in between, that it reaches one"),

		/** The server is shutting down. */
		SHUTTING_DOWN("the server is shutting down", "connect again when it is back"),

		/** There is no network route to the host. */
		UNREACHABLE("the network has no route there", "check VPN, firewall and private endpoint"),

		/** There was no response in time. */
		TIMEOUT("there was no answer in time",
				"check host and port, the firewall, and TiDB Cloud's list of allowed addresses"),

		/** The server's certificate is not signed by a trusted CA. */
		UNTRUSTED_CERTIFICATE("the server's certificate is not signed by a CA that is trusted here",
				"give the server's CA certificate (caCertificate, "
						+ "in Spring Boot tidb.ssl.ca-certificate or tidb.ssl.bundle)"),

		/** The server's certificate has expired, or the local clock is wrong. */
		EXPIRED_CERTIFICATE("the server's certificate is not valid today", "renew it, or check this machine's clock"),

		/** The server's certificate is for another host. */
		WRONG_HOST_NAME("the server's certificate is for another host name",
				"connect by the name in the certificate, or set the TLS mode verify-ca if that is what you mean"),

		/** The server requires TLS. */
		TLS_REQUIRED("the server refuses plain text", "set the TLS mode required, verify-ca or verify-identity"),

		/** The server does not support TLS. */
		TLS_UNSUPPORTED("the server does not offer TLS, which the TLS mode demands", "enable TLS on the server"),

		/** The TLS handshake failed for another reason. */
		TLS_FAILED("the TLS handshake failed: %2$s", null),

		/** The server has reached its maximum number of connections. */
		TOO_MANY_CONNECTIONS("the server has too many connections", "lower the pool's maximum size"),

		/** The user has reached a limit of the account, such as that of connections. */
		USER_LIMIT("the user has reached a limit of its account",
				"lower the pool's maximum size, or raise the user's limit"),

		/** All connections of the pool are in use. */
		POOL_EXHAUSTED("no connection of the pool became free in time",
				"raise its maximum size, or look for connections that are held too long"),

		/** The pool, and so the client that it belongs to, is closed. */
		CLOSED("the connection pool is closed", "keep the client open, or make a new one"),

		/** Any other reason. */
		OTHER("%2$s", null);

		private final String problem;

		private final @Nullable String remedy;

		/**
		 * Create a reason.
		 * @param problem a format for the problem, with the database and the message of
		 * the server
		 * @param remedy the remedy
		 */
		Reason(String problem, @Nullable String remedy) {
			this.problem = problem;
			this.remedy = remedy;
		}

		private String problem(ServerMessage message, @Nullable String database) {
			String named = (database != null) ? "database '" + database + "'" : "such database";
			// A semicolon separates the remedy.
			String text = (this.remedy != null) ? message.text().replace("; ", ", ") : message.text();
			return this.problem.formatted(named, text);
		}

		private @Nullable String remedy(boolean ofAnotherDatabase) {
			return (this == UNKNOWN_DATABASE && ofAnotherDatabase)
					? "create it (databases().create(…)), or correct its name" : this.remedy;
		}

	}

}
