package io.github.tidbspring.boot.diagnostics;

import java.sql.SQLException;
import java.util.function.Supplier;

import io.github.tidbspring.client.TiDBConnectionException;
import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds a failure to connect to TiDB in what ended the start of an application.
 */
final class ConnectionFailures {

	private static final String DATA_SOURCE = "tidbDataSource";

	private ConnectionFailures() {
	}

	static @Nullable ConnectionFailure find(Throwable failure, @Nullable BeanFactory beanFactory) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			ConnectionFailure found = (cause instanceof SQLException sql) ? explained(sql)
					: (cause instanceof TiDBConnectionException ours) ? of(ours) : null;
			if (found == null && isOfHibernate(cause)) {
				found = last(beanFactory);
			}
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	/** Another database's failures are not ours to explain. */
	private static @Nullable ConnectionFailure explained(SQLException failure) {
		ConnectionFailure explanation = ConnectionFailure.of(failure, null);
		return explanation.message().equals(failure.getMessage()) ? explanation : null;
	}

	private static ConnectionFailure of(TiDBConnectionException failure) {
		return failure.getFailure();
	}

	/**
	 * Hibernate goes on without the connection that it cannot have, and ends with "Unable
	 * to determine Dialect without JDBC metadata", without a cause.
	 */
	private static boolean isOfHibernate(Throwable failure) {
		return failure.getCause() == null && failure.getClass().getName().startsWith("org.hibernate.")
				&& String.valueOf(failure.getMessage()).contains("without JDBC metadata");
	}

	static @Nullable ConnectionFailure last(@Nullable BeanFactory beanFactory) {
		if (!(beanFactory instanceof ConfigurableListableBeanFactory configurable)
				|| !configurable.containsBeanDefinition(DATA_SOURCE)) {
			return null;
		}
		Object last = configurable.getBeanDefinition(DATA_SOURCE).getAttribute(ConnectionFailure.class.getName());
		return (last instanceof Supplier<?> supplier && supplier.get() instanceof ConnectionFailure failure) ? failure
				: null;
	}

}
