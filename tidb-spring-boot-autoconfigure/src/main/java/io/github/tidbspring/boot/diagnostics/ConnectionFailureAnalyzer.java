package io.github.tidbspring.boot.diagnostics;

import java.util.regex.Pattern;

import io.github.tidbspring.client.TiDBConnectionException;
import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Explains why TiDB could not be reached or refused a connection: what happened is said
 * by the client, what to do in the words of the properties.
 */
final class ConnectionFailureAnalyzer implements FailureAnalyzer {

	private static final Pattern THIS_MACHINE = Pattern.compile("(?:127\\.0\\.0\\.1|localhost|\\[::1]):\\d+");

	private final @Nullable BeanFactory beanFactory;

	ConnectionFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		ConnectionFailure found = find(failure);
		String remedy = (found != null) ? remedy(found) : null;
		if (found == null || remedy == null) {
			return null;
		}
		String place = found.place();
		return new FailureAnalysis(
				"Cannot connect to %s: %s.".formatted((place != null) ? place : "the server", found.problem()),
				action(found, remedy), failure);
	}

	/** Of a {@code DataSource} that is not the client's, only what the client threw. */
	private @Nullable ConnectionFailure find(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof TiDBConnectionException ofClient) {
				return ofClient.getFailure();
			}
			if (isOfHibernate(cause)) {
				return ConnectionSource.lastFailure(this.beanFactory);
			}
		}
		return ConnectionFailure.find(failure);
	}

	/**
	 * Hibernate goes on without the connection that it cannot have, and ends with "Unable
	 * to determine Dialect without JDBC metadata", without a cause.
	 */
	private static boolean isOfHibernate(Throwable failure) {
		return failure.getCause() == null && failure.getClass().getName().startsWith("org.hibernate.")
				&& String.valueOf(failure.getMessage()).contains("without JDBC metadata");
	}

	private String action(ConnectionFailure failure, String remedy) {
		if (failure.place() == null) {
			return "Check the settings of the application's own DataSource: "
					+ "TiDBClient uses that one, and the properties tidb.* do not configure it.";
		}
		String action = ConnectionSource.isOwnClient(this.beanFactory)
				? "Check the settings of the application's own TiDBClient: "
						+ "the properties tidb.* do not configure it."
				: remedy;
		String details = ConnectionSource.details(this.beanFactory);
		if (details != null) {
			action += " Where TiDB is and how to log in is said by the bean '" + details
					+ "' (TiDBConnectionDetails), and not by properties.";
		}
		return (failure.hint() != null) ? action + " " + failure.hint() + "." : action;
	}

	/*
	 * Without a default, so that each new reason needs an answer. Where there is none,
	 * the stack trace says more.
	 */
	private static @Nullable String remedy(ConnectionFailure failure) {
		return switch (failure.reason()) {
			case ACCESS_DENIED ->
				"Check 'tidb.username' and 'tidb.password', or user and password in 'tidb.database-url'. "
						+ "TiDB Cloud shows the whole user name, and makes a new password, in the connection dialog of the cluster.";
			case MISSING_USER_PREFIX ->
				"Set 'tidb.username' to the whole user name of the connection dialog of the cluster: "
						+ "a prefix, a dot and the name, such as 2aEp24QWEDLqRFs.root.";
			case NOT_PERMITTED ->
				"Grant the user a privilege for the database, or set 'tidb.database' to one that the user may use. "
						+ "To create a database for 'tidb.ensure-database' takes the privilege CREATE.";
			case STATEMENT_NOT_PERMITTED ->
				"Grant the user the privilege, or leave the statement out: 'tidb.hikari.connection-init-sql', "
						+ "or 'sessionVariables' in 'tidb.driver-properties'.";
			case ACCOUNT_LOCKED -> "Have it unlocked (ALTER USER … ACCOUNT UNLOCK), set 'tidb.username' to another, "
					+ "or wait where failed logins have locked it for a time.";
			case PASSWORD_EXPIRED ->
				"Have a new password set (ALTER USER … IDENTIFIED BY …, or PASSWORD EXPIRE NEVER), "
						+ "and set 'tidb.password' to it.";
			case LOGIN_UNSUPPORTED ->
				"Have the user identified by another plugin (ALTER USER … IDENTIFIED WITH caching_sha2_password …), "
						+ "or name one in 'tidb.driver-properties.authenticationPlugins'.";
			case UNKNOWN_DATABASE -> failure.isOfAnotherDatabase()
					? "Create the database (databases().create(…)), or correct its name where the application asks for it."
					: "Set 'tidb.ensure-database=true' to have it created, create it yourself, or correct 'tidb.database'.";
			case REFUSED -> isOnThisMachine(failure) ? """
					One of these:
					  - Start a TiDB on this machine: 'tiup playground', or 'docker run -p 4000:4000 pingcap/tidb'.
					  - Say where yours is: 'tidb.host', 'tidb.port', 'tidb.username' and 'tidb.password'.
					  - For development and tests without a TiDB, add the dependency \
					'io.github.tidbspring:tidb-dev-server' and set none of these."""
					: "Check 'tidb.host' and 'tidb.port' (TiDB's own is 4000), and that a TiDB runs there.";
			case HOST_NOT_FOUND -> "Check the spelling of 'tidb.host', and whether this machine can resolve it. "
					+ "TiDB Cloud shows it in the connection dialog of the cluster.";
			case UNREACHABLE, TIMEOUT -> "Check 'tidb.host' and 'tidb.port', firewall and VPN. TiDB Cloud answers only "
					+ "the addresses that the network access list of the cluster allows.";
			case CONNECTION_LOST ->
				"Check that a TiDB runs there and what its log says, and that 'tidb.host' and 'tidb.port' are TiDB's "
						+ "(4000 by default). A proxy or load balancer accepts connections also when it reaches no TiDB.";
			case SHUTTING_DOWN -> "Start the application again when the server is back, "
					+ "or set 'tidb.host' to a load balancer in front of several servers.";
			case TLS_REQUIRED -> "Remove 'tidb.ssl.mode', so that TLS is used as the host needs it, "
					+ "or set it to 'required', 'verify-ca' or 'verify-identity'.";
			case LOGIN_NEEDS_TLS -> "Remove 'tidb.ssl.mode=disabled', so that TLS is used if the server has it, "
					+ "or set 'tidb.ssl.mode' to 'required', 'verify-ca' or 'verify-identity'; enable TLS on a server "
					+ "that has none.";
			case UNTRUSTED_CERTIFICATE ->
				"Name the CA certificate of the server in 'tidb.ssl.ca-certificate' (a PEM file), "
						+ "or an SSL bundle that contains it in 'tidb.ssl.bundle'.";
			case EXPIRED_CERTIFICATE -> "Renew the certificate of the server, or set the clock of this machine.";
			case WRONG_HOST_NAME -> "Set 'tidb.host' to a name in the certificate of the server, "
					+ "or 'tidb.ssl.mode=verify-ca' if it is enough that a trusted CA has signed it.";
			case TLS_UNSUPPORTED -> "Enable TLS on the server. On a network that you trust, "
					+ "'tidb.ssl.mode=preferred' connects without.";
			case TLS_FAILED ->
				"Check 'tidb.ssl.*' and the SSL bundle: a server that asks for a certificate of the client "
						+ "needs a key store in it.";
			case TOO_MANY_CONNECTIONS ->
				"Lower 'tidb.hikari.maximum-pool-size', or raise the limit of the server or of the user.";
			case USER_LIMIT -> "Lower 'tidb.hikari.maximum-pool-size', or raise the limit of the user "
					+ "(MAX_USER_CONNECTIONS): all instances of the application count together.";
			case POOL_EXHAUSTED ->
				"Raise 'tidb.hikari.maximum-pool-size', or look for connections that are held too long "
						+ "('tidb.hikari.leak-detection-threshold' finds them).";
			case CLOSED, CREDENTIALS_UNAVAILABLE, OTHER -> null;
		};
	}

	private static boolean isOnThisMachine(ConnectionFailure failure) {
		return failure.place() != null && THIS_MACHINE.matcher(failure.place()).matches();
	}

}
