package io.github.tidbspring.boot.autoconfigure.health;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import io.github.tidbspring.boot.health.TiDBHealthIndicator;
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
 * Replaces the health {@code db} of the auto-configured {@code DataSource} by one that
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

	private static final String DATA_SOURCE = "tidbDataSource";

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!CONTRIBUTOR.equals(beanName) || !isOurs()) {
			return bean;
		}
		if (bean.getClass() == DataSourceHealthIndicator.class) {
			boolean only = this.beanFactory.getBeanNamesForType(DataSource.class, true, false).length == 1;
			return only ? bounded() : bean;
		}
		return (bean instanceof CompositeHealthContributor all && all.getContributor(DATA_SOURCE) != null)
				? replaced(all) : bean;
	}

	/** The auto-configuration sets this attribute when it creates the pool. */
	private boolean isOurs() {
		return this.beanFactory.containsBeanDefinition(DATA_SOURCE)
				&& this.beanFactory.getBeanDefinition(DATA_SOURCE).hasAttribute(ConnectionFailure.class.getName());
	}

	private CompositeHealthContributor replaced(CompositeHealthContributor all) {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		all.stream()
			.forEach((entry) -> contributors.put(entry.name(),
					entry.name().equals(DATA_SOURCE) ? bounded() : entry.contributor()));
		return CompositeHealthContributor.fromMap(contributors);
	}

	private HealthIndicator bounded() {
		DataSource dataSource = this.beanFactory.getBean(DATA_SOURCE, DataSource.class);
		TiDBHealthIndicator shared = shared(dataSource);
		return new DatabaseHealthIndicator((shared != null) ? shared : new TiDBHealthIndicator(
				TiDBClient.create(dataSource), this.properties.getObject().getHealth().getTimeout()));
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
