package io.github.tidbspring.boot.diagnostics;

import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Explains that there are no more connections to be had.
 */
final class ConnectionLimitFailureAnalyzer extends AbstractConnectionFailureAnalyzer {

	ConnectionLimitFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		super(beanFactory);
	}

	@Override
	@Nullable String action(ConnectionFailure failure) {
		return switch (failure.reason()) {
			case TOO_MANY_CONNECTIONS ->
				"Lower 'tidb.hikari.maximum-pool-size', or raise the limit of the server or of the user.";
			case USER_LIMIT -> "Lower 'tidb.hikari.maximum-pool-size', or raise the limit of the user "
					+ "(MAX_USER_CONNECTIONS): all instances of the application count together.";
			case POOL_EXHAUSTED ->
				"Raise 'tidb.hikari.maximum-pool-size', or look for connections that are held too long "
						+ "('tidb.hikari.leak-detection-threshold' finds them).";
			default -> null;
		};
	}

}
