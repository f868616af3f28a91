package io.github.tidbspring.client.transaction;

import java.lang.reflect.Method;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The {@code DataSource} whose transactions a transaction manager runs.
 */
final class ManagedDataSource {

	private ManagedDataSource() {
	}

	/**
	 * Find it.
	 * @param manager a manager of JDBC, or one that shows its JDBC transactions as JPA's
	 * @return the {@code DataSource}, or {@code null} if the manager has none
	 */
	static @Nullable DataSource of(PlatformTransactionManager manager) {
		if (manager instanceof ResourceTransactionManager resource
				&& resource.getResourceFactory() instanceof DataSource dataSource) {
			return dataSource;
		}
		// JPA's manager has such a method, and spring-orm need not be there.
		Method method = ReflectionUtils.findMethod(manager.getClass(), "getDataSource");
		if (method == null || !DataSource.class.isAssignableFrom(method.getReturnType())) {
			return null;
		}
		return (DataSource) ReflectionUtils.invokeMethod(method, manager);
	}

	/**
	 * Whether two of them lead to the same connections, whatever of Spring's is wrapped
	 * around them, such as a {@code LazyConnectionDataSourceProxy}.
	 */
	static boolean isSame(DataSource one, DataSource other) {
		return unwrap(one) == unwrap(other);
	}

	private static Object unwrap(DataSource dataSource) {
		Object target = TransactionSynchronizationUtils.unwrapResourceIfNecessary(dataSource);
		while (target instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			target = TransactionSynchronizationUtils.unwrapResourceIfNecessary(delegating.getTargetDataSource());
		}
		return target;
	}

}
