package io.github.tidbspring.client.connection;

import java.io.Serializable;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Why a connection could not be made: the reason, where it was to go, what the problem
 * is, and what to do about it. Contains no credentials: server and driver put user names
 * into their messages, this does not. Immutable.
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
	 * Return a failure without a hint, such as for tests.
	 * @param reason the reason
	 * @param place where the connection was to go, or {@code null} if that is not known
	 * @param problem the problem, see {@link #problem()}
	 * @param remedy what to do, see {@link #remedy()}
	 * @return the failure
	 */
	public static ConnectionFailure of(Reason reason, @Nullable String place, String problem, @Nullable String remedy) {
		Assert.notNull(reason, "'reason' must not be null");
		Assert.notNull(problem, "'problem' must not be null");
		return new ConnectionFailure(reason, place, problem, remedy, null, false);
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
		ServerMessage message = ServerMessage.of(failure);
		// What the server names, and not what the settings do: a client for another
		// database uses the same settings.
		String database = message.database();
		boolean another = database != null && (settings == null || !database.equalsIgnoreCase(settings.database()));
		return new ConnectionFailure(reason, (settings != null) ? settings.place() : null,
				reason.problem(message, database), reason.remedy(another),
				(settings != null) ? SettingsHint.of(reason, settings) : null, another);
	}

	/**
	 * Return why a pool of {@link ConnectionSettings#toDataSource()} could not make a
	 * connection, where that is among the causes of an exception.
	 * @param failure the exception
	 * @return the failure, or {@code null} if there is none, or it is that of another
	 * pool or another database
	 */
	public static @Nullable ConnectionFailure find(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ExplainedConnectionException explained) {
				return explained.getFailure();
			}
		}
		return null;
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
	 * Return where the connection was to go.
	 * @return host and port, or several hosts; {@code null} where the settings are not
	 * known, because the {@code DataSource} is the application's
	 */
	public @Nullable String place() {
		return this.place;
	}

	/**
	 * Return what the problem is.
	 * @return a clause that begins with a small letter and ends without a full stop, such
	 * as {@code nothing listens there}
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Return what to do about it.
	 * @return a clause like {@link #problem()}, such as {@code check host and port};
	 * {@code null} where the problem is one that only the server or the driver knows
	 */
	public @Nullable String remedy() {
		return this.remedy;
	}

	/**
	 * Return what this connection's settings have that may be the cause, without the
	 * values.
	 * @return a sentence without a full stop, or {@code null}
	 */
	public @Nullable String hint() {
		return this.hint;
	}

	/**
	 * Return whether the server refuses another database than that of the settings, such
	 * as that of a client {@link io.github.tidbspring.client.TiDBClient#withDatabase for
	 * another database}.
	 * @return {@code true} if it does, or it is not known what the settings have
	 */
	public boolean isOfAnotherDatabase() {
		return this.ofAnotherDatabase;
	}

	/**
	 * Return all of it in words.
	 * @return place, problem, remedy and hint
	 */
	public String message() {
		StringBuilder message = new StringBuilder("Cannot connect to ")
			.append((this.place != null) ? this.place : "the server")
			.append(": ")
			.append(this.problem);
		if (this.remedy != null) {
			message.append("; ").append(this.remedy);
		}
		if (this.hint != null) {
			message.append(". ").append(this.hint);
		}
		return message.toString();
	}

	/**
	 * Return an exception of the kind that {@code DataSource} declares.
	 * @param cause what was thrown
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
	 * The reasons that can be told apart.
	 */
	public enum Reason {

		/**
		 * Wrong user name or password. Servers say the same to a user who must encrypt or
		 * show a certificate and does not.
		 */
		ACCESS_DENIED("the server refused the user name or the password", "check both"),

		/** What gives the credentials has failed: its exception is among the causes. */
		CREDENTIALS_UNAVAILABLE("the credentials to log in with cannot be obtained",
				"see the cause, and check what gives them (credentials)"),

		/** The account is locked, by an administrator or after failed logins. */
		ACCOUNT_LOCKED("the account is locked",
				"unlock it (ALTER USER … ACCOUNT UNLOCK), or wait where failed logins have locked it for a time"),

		/** The password has expired. */
		PASSWORD_EXPIRED("the password of this user has expired", "set a new one (ALTER USER … IDENTIFIED BY …)"),

		/** The way in which this user logs in is safe only where TLS is used. */
		LOGIN_NEEDS_TLS(
				"this user logs in with a plugin that sends the password (caching_sha2_password, "
						+ "an LDAP or a token plugin), which the driver does over TLS only",
				"set the TLS mode required, verify-ca or verify-identity"),

		/** The driver and the server have no way to log in that both know. */
		LOGIN_UNSUPPORTED("the driver has no such way to log in: %2$s",
				"give the user another plugin, such as caching_sha2_password, "
						+ "or name one in the driver's property authenticationPlugins"),

		/** TiDB Cloud does not know which cluster is meant. */
		MISSING_USER_PREFIX("TiDB Cloud misses the prefix of the user name",
				"copy the whole user name from the cluster's connection dialog: it looks like 2aEp24QWEDLqRFs.root"),

		/** The user may not do this. */
		NOT_PERMITTED("the user has no privilege for %1$s", "grant one, or use a database that the user may use"),

		/** The user may not run what a connection begins with. */
		STATEMENT_NOT_PERMITTED("the user has no privilege for a statement that each connection begins with: %2$s",
				"grant one, or leave the statement out"),

		/** There is no such database. */
		UNKNOWN_DATABASE("the server has no %1$s",
				"create it, or have it created: ensureDatabase(true), in Spring Boot tidb.ensure-database=true"),

		/** The name does not resolve. */
		HOST_NOT_FOUND("the host name is not known", "check its spelling and the DNS of this machine"),

		/** Nothing listens there. */
		REFUSED("nothing listens there",
				"start a TiDB (tiup playground, or the container pingcap/tidb), or check host and port"),

		/** Something there accepts connections and closes them again. */
		CONNECTION_LOST("the connection was closed before the login was complete",
				"check that a TiDB is up there, "
						+ "and if a proxy or load balancer stands in between, that it reaches one"),

		/** The server ends. */
		SHUTTING_DOWN("the server is shutting down", "connect again when it is back"),

		/** The network has no way there. */
		UNREACHABLE("the network has no route there", "check VPN, firewall and private endpoint"),

		/** No answer in time. */
		TIMEOUT("there was no answer in time",
				"check host and port, the firewall, and TiDB Cloud's list of allowed addresses"),

		/** The server's certificate is not signed by a trusted CA. */
		UNTRUSTED_CERTIFICATE("the server's certificate is not signed by a CA that is trusted here",
				"give the server's CA certificate (caCertificate, "
						+ "in Spring Boot tidb.ssl.ca-certificate or tidb.ssl.bundle)"),

		/** The server's certificate is out of date, or the clock is wrong. */
		EXPIRED_CERTIFICATE("the server's certificate is not valid today", "renew it, or check this machine's clock"),

		/** The server's certificate is for another host. */
		WRONG_HOST_NAME("the server's certificate is for another host name",
				"connect by the name in the certificate, or set the TLS mode verify-ca if that is what you mean"),

		/** The server takes encrypted connections only. */
		TLS_REQUIRED("the server refuses plain text", "set the TLS mode required, verify-ca or verify-identity"),

		/** The server cannot encrypt. */
		TLS_UNSUPPORTED("the server does not offer TLS, which the TLS mode demands", "enable TLS on the server"),

		/** The TLS handshake failed for another reason. */
		TLS_FAILED("the TLS handshake failed: %2$s", null),

		/** The server has no place for another connection. */
		TOO_MANY_CONNECTIONS("the server has too many connections", "lower the pool's maximum size"),

		/** The user has no place for another connection. */
		USER_LIMIT("the user has reached a limit of its account",
				"lower the pool's maximum size, or raise the user's limit"),

		/** All connections of the pool are in use. */
		POOL_EXHAUSTED("no connection of the pool became free in time",
				"raise its maximum size, or look for connections that are held too long"),

		/** The pool is closed, and with it the client that it belongs to. */
		CLOSED("the connection pool is closed", "keep the client open, or make a new one"),

		/** Any other. */
		OTHER("%2$s", null);

		private final String problem;

		private final @Nullable String remedy;

		/**
		 * Create a reason.
		 * @param problem a format for the problem, with the database and what the server
		 * says
		 * @param remedy what to do
		 */
		Reason(String problem, @Nullable String remedy) {
			this.problem = problem;
			this.remedy = remedy;
		}

		private String problem(ServerMessage message, @Nullable String database) {
			String named = (database != null) ? "database '" + database + "'" : "such database";
			// Where a remedy follows, it follows a semicolon.
			String text = (this.remedy != null) ? message.text().replace("; ", ", ") : message.text();
			return this.problem.formatted(named, text);
		}

		private @Nullable String remedy(boolean ofAnotherDatabase) {
			return (this == UNKNOWN_DATABASE && ofAnotherDatabase)
					? "create it (databases().create(…)), or correct its name" : this.remedy;
		}

	}

}
