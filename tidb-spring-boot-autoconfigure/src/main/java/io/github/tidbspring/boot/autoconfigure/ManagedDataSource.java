package io.github.tidbspring.boot.autoconfigure;

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
	 * Return whether a transaction manager runs the transactions of a {@code DataSource},
	 * whatever of Spring's is wrapped around it, such as a
	 * {@code LazyConnectionDataSourceProxy}.
	 * @param manager the manager
	 * @param dataSource the {@code DataSource}
	 * @return {@code false} also where the manager knows no {@code DataSource}, as that
	 * of JTA
	 */
	static boolean isOf(PlatformTransactionManager manager, DataSource dataSource) {
		DataSource managed = of(manager);
		return managed != null && unwrap(managed) == unwrap(dataSource);
	}

	/** A manager of JDBC, or one that shows its JDBC transactions as JPA's. */
	private static @Nullable DataSource of(PlatformTransactionManager manager) {
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

	private static Object unwrap(DataSource dataSource) {
		Object target = TransactionSynchronizationUtils.unwrapResourceIfNecessary(dataSource);
		while (target instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			target = TransactionSynchronizationUtils.unwrapResourceIfNecessary(delegating.getTargetDataSource());
		}
		return target;
	}

}
