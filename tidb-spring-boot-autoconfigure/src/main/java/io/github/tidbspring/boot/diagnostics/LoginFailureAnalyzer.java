package io.github.tidbspring.boot.diagnostics;

import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Explains a login that TiDB refuses.
 */
final class LoginFailureAnalyzer extends AbstractConnectionFailureAnalyzer {

	LoginFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		super(beanFactory);
	}

	@Override
	@Nullable String action(ConnectionFailure failure) {
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
			default -> null;
		};
	}

}
