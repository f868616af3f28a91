package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Finds the application's transaction manager for the {@code DataSource} of a client. The
 * lookup is deferred to the first transaction, because a JPA transaction manager starts
 * Hibernate, whose beans may depend on the client.
 *
 * @param beanFactory the bean factory
 * @param dataSource the {@code DataSource}
 */
record ApplicationTransactionManager(ConfigurableListableBeanFactory beanFactory,
		DataSource dataSource) implements Supplier<@Nullable PlatformTransactionManager> {

	private static final Log logger = LogFactory.getLog(ApplicationTransactionManager.class);

	private static final String JTA = "org.springframework.transaction.jta.JtaTransactionManager";

	/**
	 * Return the transaction manager of the {@code DataSource}.
	 * @return the manager; of several, the primary one, otherwise the only one that is
	 * not a fallback; {@code null} if the client is to use its own. If there is only a
	 * JTA manager, that one is returned, and the client rejects it: the application's
	 * work could not take part in the client's own transactions
	 */
	@Override
	public @Nullable PlatformTransactionManager get() {
		List<String> names = Arrays
			.asList(this.beanFactory.getBeanNamesForType(PlatformTransactionManager.class, false, true));
		List<String> matching = names.stream()
			.filter((name) -> ManagedDataSource.isOf(manager(name), this.dataSource))
			.toList();
		if (matching.isEmpty()) {
			return isDedicated() ? null
					: names.stream()
						.map(this::manager)
						.filter(ApplicationTransactionManager::isJta)
						.findFirst()
						.orElse(null);
		}
		if (matching.size() == 1) {
			return manager(matching.get(0));
		}
		List<String> primary = matching.stream().filter((name) -> is(name, BeanDefinition::isPrimary)).toList();
		if (primary.size() == 1) {
			return manager(primary.get(0));
		}
		List<String> candidates = matching.stream().filter((name) -> !is(name, BeanDefinition::isFallback)).toList();
		if (candidates.size() == 1) {
			return manager(candidates.get(0));
		}
		logger.warn("The transaction managers " + String.join(", ", matching) + " all manage the DataSource of "
				+ "TiDBClient, and none is primary: inTransaction uses its own transaction manager, and repositories "
				+ "do not take part in these transactions. Annotate one of them with @Primary");
		return null;
	}

	private PlatformTransactionManager manager(String name) {
		return this.beanFactory.getBean(name, PlatformTransactionManager.class);
	}

	private boolean is(String name, Predicate<BeanDefinition> property) {
		return this.beanFactory.containsBeanDefinition(name)
				&& property.test(this.beanFactory.getMergedBeanDefinition(name));
	}

	/** Return whether the application's own {@code DataSource} is another one. */
	private boolean isDedicated() {
		DataSource applications = this.beanFactory.getBeanProvider(DataSource.class).getIfUnique();
		return applications != this.dataSource;
	}

	private static boolean isJta(PlatformTransactionManager manager) {
		for (Class<?> type = manager.getClass(); type != null; type = type.getSuperclass()) {
			if (type.getName().equals(JTA)) {
				return true;
			}
		}
		return false;
	}

}
