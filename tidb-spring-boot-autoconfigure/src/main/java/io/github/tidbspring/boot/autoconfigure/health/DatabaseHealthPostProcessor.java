package io.github.tidbspring.boot.autoconfigure.health;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import io.github.tidbspring.boot.health.TiDBHealthIndicator;
import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;

/**
 * Replaces the health {@code db} of each auto-configured {@code DataSource} by one that
 * shares the check of the health {@code tidb}, so that both together take no longer than
 * one. The health of the application's own {@code DataSource} beans is not changed.
 *
 * @param beanFactory the bean factory
 * @param properties the properties
 */
record DatabaseHealthPostProcessor(ConfigurableListableBeanFactory beanFactory,
		ObjectProvider<TiDBProperties> properties) implements BeanPostProcessor {

	private static final String CONTRIBUTOR = "dbHealthContributor";

	private static final String TIDB_CONTRIBUTOR = "tidbHealthContributor";

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!CONTRIBUTOR.equals(beanName)) {
			return bean;
		}
		if (bean.getClass() == DataSourceHealthIndicator.class) {
			String[] names = this.beanFactory.getBeanNamesForType(DataSource.class, true, false);
			return (names.length == 1 && isOurs(names[0])) ? bounded(names[0]) : bean;
		}
		return (bean instanceof CompositeHealthContributor all
				&& all.stream().anyMatch((entry) -> isOurs(entry.name()) || isNone(entry.name()))) ? replaced(all)
						: bean;
	}

	/** The auto-configuration sets this attribute when it creates a pool. */
	private boolean isOurs(String dataSource) {
		return hasAttribute(dataSource, ConnectionFailure.class.getName());
	}

	/** Return whether it stands for a missing one, and would always be DOWN. */
	private boolean isNone(String dataSource) {
		return hasAttribute(dataSource, NamedClients.NO_DATA_SOURCE);
	}

	private boolean hasAttribute(String bean, String attribute) {
		return this.beanFactory.containsBeanDefinition(bean)
				&& this.beanFactory.getBeanDefinition(bean).hasAttribute(attribute);
	}

	private CompositeHealthContributor replaced(CompositeHealthContributor all) {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		all.stream()
			.filter((entry) -> !isNone(entry.name()))
			.forEach((entry) -> contributors.put(entry.name(),
					isOurs(entry.name()) ? bounded(entry.name()) : entry.contributor()));
		return CompositeHealthContributor.fromMap(contributors);
	}

	private HealthIndicator bounded(String bean) {
		DataSource dataSource = this.beanFactory.getBean(bean, DataSource.class);
		TiDBHealthIndicator shared = shared(dataSource);
		return new DatabaseHealthIndicator((shared != null) ? shared : new TiDBHealthIndicator(
				TiDBClient.create(dataSource), HealthTimeouts.of(bean, this.properties.getObject())));
	}

	/** Return the health {@code tidb} of a client that uses this {@code DataSource}. */
	private @Nullable TiDBHealthIndicator shared(DataSource dataSource) {
		if (!this.beanFactory.containsBean(TIDB_CONTRIBUTOR)) {
			return null;
		}
		Object tidb = this.beanFactory.getBean(TIDB_CONTRIBUTOR);
		for (Map.Entry<String, TiDBClient> client : this.beanFactory.getBeansOfType(TiDBClient.class).entrySet()) {
			if (Pools.areSame(client.getValue().dataSource(), dataSource)) {
				Object contributor = (tidb instanceof CompositeHealthContributor all)
						? all.getContributor(client.getKey()) : tidb;
				return (contributor instanceof TiDBHealthIndicator indicator) ? indicator : null;
			}
		}
		return null;
	}

	/**
	 * Loaded only if the auto-configuration created the pool: otherwise HikariCP may be
	 * missing.
	 */
	private static final class Pools {

		/** Return whether both use the same pool, ignoring wrappers. */
		static boolean areSame(@Nullable DataSource one, DataSource other) {
			HikariDataSource pool = (one != null) ? pool(one) : null;
			return one == other || (pool != null && pool == pool(other));
		}

		private static @Nullable HikariDataSource pool(DataSource dataSource) {
			try {
				return dataSource.isWrapperFor(HikariDataSource.class) ? dataSource.unwrap(HikariDataSource.class)
						: null;
			}
			catch (SQLException | RuntimeException ex) {
				return null;
			}
		}

	}

}
