package io.github.tidbspring.boot.diagnostics;

import java.util.regex.Pattern;

import io.github.tidbspring.boot.internal.TiDBPropertyNames;
import io.github.tidbspring.client.TiDBConnectionException;
import io.github.tidbspring.client.connection.ConnectionFailure;
import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Failure analyzer for connections to TiDB. The description comes from the client; the
 * action names the properties to change.
 *
 * @param beanFactory the bean factory, whose beans may be destroyed
 * @param environment the environment
 */
record ConnectionFailureAnalyzer(@Nullable BeanFactory beanFactory,
		@Nullable Environment environment) implements FailureAnalyzer {

	private static final Pattern THIS_MACHINE = Pattern.compile("(?:127\\.0\\.0\\.1|localhost|\\[::1]):\\d+");

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		ConnectionFailure found = find(failure);
		String remedy = (found != null) ? remedy(found) : null;
		if (found == null || remedy == null) {
			return null;
		}
		String place = found.place();
		String description = "Cannot connect to %s: %s.".formatted((place != null) ? place : "the server",
				found.problem());
		return (found.reason() == Reason.CREDENTIALS_UNAVAILABLE)
				? new FailureAnalysis(description + " " + CredentialsSupplier.describe(failure, this.beanFactory),
						remedy, failure)
				: new FailureAnalysis(description, action(found, remedy), failure);
	}

	/** Failures of a {@code DataSource} that the client does not use are not analyzed. */
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
	 * If Hibernate cannot connect, it continues and fails later with "Unable to determine
	 * Dialect without JDBC metadata", without a cause.
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
		String prefix = ConnectionSource.prefix(this.beanFactory, failure);
		boolean named = !prefix.equals(ConnectionSource.PREFIX);
		String action = !named && ConnectionSource.isOwnClient(this.beanFactory)
				? "Check the settings of the application's own TiDBClient: "
						+ "the properties tidb.* do not configure it."
				: ofClient(remedy, "'", prefix);
		String details = ConnectionSource.details(this.beanFactory);
		if (details != null
				&& !(named && this.environment != null && TiDBPropertyNames.isExplicit(this.environment, prefix))) {
			action += " Address and credentials come from the bean '" + details
					+ "' (TiDBConnectionDetails), not from properties.";
		}
		return (failure.hint() != null) ? action + " " + ofClient(failure.hint(), " ", prefix) + "." : action;
	}

	/** Return a text with the properties of a client instead of the default one's. */
	private static String ofClient(String text, String before, String prefix) {
		return text.replace(before + ConnectionSource.PREFIX + ".", before + prefix + ".");
	}

	/*
	 * No default branch, so that the compiler requires an answer for each new reason. If
	 * there is none, Spring Boot prints the stack trace.
	 */
	private static @Nullable String remedy(ConnectionFailure failure) {
		return switch (failure.reason()) {
			case ACCESS_DENIED ->
				"Check 'tidb.username' and 'tidb.password', or user and password in 'tidb.database-url'. "
						+ "TiDB Cloud shows the full user name, and generates a new password, in the connection dialog of the cluster.";
			case MISSING_USER_PREFIX ->
				"Set 'tidb.username' to the full user name in the connection dialog of the cluster: "
						+ "a prefix, a dot and the name, such as 2aEp24QWEDLqRFs.root.";
			case NOT_PERMITTED ->
				"Grant the user a privilege for the database, or set 'tidb.database' to one that the user may use. "
						+ "To create a database, 'tidb.ensure-database' needs the privilege CREATE.";
			case STATEMENT_NOT_PERMITTED ->
				"Grant the user the privilege, or remove the statement from 'tidb.hikari.connection-init-sql' "
						+ "or from 'sessionVariables' in 'tidb.driver-properties'.";
			case ACCOUNT_LOCKED ->
				"Unlock the account (ALTER USER … ACCOUNT UNLOCK), or set 'tidb.username' to another. "
						+ "If it is locked temporarily after failed logins, wait.";
			case PASSWORD_EXPIRED -> "Set a new password (ALTER USER … IDENTIFIED BY …, or PASSWORD EXPIRE NEVER), "
					+ "and set 'tidb.password' to it.";
			case LOGIN_UNSUPPORTED ->
				"Change the authentication plugin of the user (ALTER USER … IDENTIFIED WITH caching_sha2_password …), "
						+ "or add one to the driver with 'tidb.driver-properties.authenticationPlugins'.";
			case UNKNOWN_DATABASE -> failure.isOfAnotherDatabase()
					? "Create the database (databases().create(…)), or correct its name in the application."
					: "Set 'tidb.ensure-database=true' to create it automatically, create it yourself, or correct 'tidb.database'.";
			case REFUSED -> isOnThisMachine(failure) ? """
					One of these:
					  - Start a TiDB on this machine: 'tiup playground', or 'docker run -p 4000:4000 pingcap/tidb'.
					  - Configure another TiDB: 'tidb.host', 'tidb.port', 'tidb.username' and 'tidb.password'.
					  - For development and tests without a TiDB, add the dependency \
					'io.github.tidbspring:tidb-dev-server' and set none of these."""
					: "Check 'tidb.host' and 'tidb.port' (4000 by default), and that a TiDB runs there.";
			case HOST_NOT_FOUND -> "Check the spelling of 'tidb.host', and whether this machine can resolve the name. "
					+ "TiDB Cloud shows it in the connection dialog of the cluster.";
			case UNREACHABLE, TIMEOUT -> "Check 'tidb.host' and 'tidb.port', firewall and VPN. TiDB Cloud accepts only "
					+ "connections from addresses in the network access list of the cluster.";
			case CONNECTION_LOST ->
				"Check that 'tidb.host' and 'tidb.port' (4000 by default) are those of a running TiDB, and its log. "
						+ "A proxy or load balancer also accepts connections if no TiDB behind it is available.";
			case SHUTTING_DOWN -> "Start the application again when the server is back, "
					+ "or set 'tidb.host' to a load balancer in front of several servers.";
			case TLS_REQUIRED -> "Remove 'tidb.ssl.mode', so that the TLS mode is chosen by the host, "
					+ "or set it to 'required', 'verify-ca' or 'verify-identity'.";
			case LOGIN_NEEDS_TLS -> "Remove 'tidb.ssl.mode=disabled', so that TLS is used if the server offers it, "
					+ "or set 'tidb.ssl.mode' to 'required', 'verify-ca' or 'verify-identity'. If the server does not "
					+ "offer TLS, enable it there.";
			case UNTRUSTED_CERTIFICATE ->
				"Set 'tidb.ssl.ca-certificate' to the CA certificate of the server (a PEM file), "
						+ "or 'tidb.ssl.bundle' to an SSL bundle that contains it.";
			case EXPIRED_CERTIFICATE -> "Renew the certificate of the server, or correct the clock of this machine.";
			case WRONG_HOST_NAME -> "Set 'tidb.host' to a name in the certificate of the server, "
					+ "or set 'tidb.ssl.mode=verify-ca' if a certificate of a trusted CA is sufficient.";
			case TLS_UNSUPPORTED ->
				"Enable TLS on the server. On a trusted network, " + "'tidb.ssl.mode=preferred' connects without TLS.";
			case TLS_FAILED -> "Check 'tidb.ssl.*' and the SSL bundle: if the server requires a client certificate, "
					+ "the bundle needs a key store.";
			case TOO_MANY_CONNECTIONS ->
				"Lower 'tidb.hikari.maximum-pool-size', or raise the limit of the server or of the user.";
			case USER_LIMIT -> "Lower 'tidb.hikari.maximum-pool-size', or raise the limit of the user "
					+ "(MAX_USER_CONNECTIONS), which applies to all instances of the application together.";
			case POOL_EXHAUSTED ->
				"Raise 'tidb.hikari.maximum-pool-size', or look for connections that are held too long "
						+ "('tidb.hikari.leak-detection-threshold' logs them).";
			case CREDENTIALS_UNAVAILABLE ->
				"Check that the source of the credentials, such as a vault, can be reached, and that it allows this "
						+ "application to read them. The exception is not shown, because it may contain secrets: "
						+ "'logging.level.org.springframework.boot.diagnostics=debug' logs it.";
			case CLOSED, OTHER -> null;
		};
	}

	private static boolean isOnThisMachine(ConnectionFailure failure) {
		return failure.place() != null && THIS_MACHINE.matcher(failure.place()).matches();
	}

}
