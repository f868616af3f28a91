package io.github.tidbspring.boot.diagnostics;

import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Explains a database that is missing.
 */
final class DatabaseFailureAnalyzer extends AbstractConnectionFailureAnalyzer {

	DatabaseFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		super(beanFactory);
	}

	@Override
	@Nullable String action(ConnectionFailure failure) {
		return switch (failure.reason()) {
			// Of another database than the settings', which no property can create.
			case UNKNOWN_DATABASE -> !failure.message().contains("ensureDatabase")
					? "Create the database (databases().create(…)), or correct its name where the application asks for it."
					: "Set 'tidb.ensure-database=true' to have it created, create it yourself, or correct 'tidb.database'.";
			default -> null;
		};
	}

}
