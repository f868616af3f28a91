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
 * Determines the {@code DataSource} of a transaction manager.
 */
final class ManagedDataSource {

	private ManagedDataSource() {
	}

	/**
	 * Return whether a transaction manager manages the transactions of a
	 * {@code DataSource}. Spring's wrappers, such as a
	 * {@code LazyConnectionDataSourceProxy}, are ignored.
	 * @param manager the manager
	 * @param dataSource the {@code DataSource}
	 * @return {@code true} if it does; {@code false} also for a manager without a
	 * {@code DataSource}, such as JTA's
	 */
	static boolean isOf(PlatformTransactionManager manager, DataSource dataSource) {
		DataSource managed = of(manager);
		return managed != null && unwrap(managed) == unwrap(dataSource);
	}

	/** A JDBC manager, or a JPA manager that exposes its JDBC transactions. */
	private static @Nullable DataSource of(PlatformTransactionManager manager) {
		if (manager instanceof ResourceTransactionManager resource
				&& resource.getResourceFactory() instanceof DataSource dataSource) {
			return dataSource;
		}
		// By reflection, because spring-orm, the module of JPA's manager, is optional.
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
