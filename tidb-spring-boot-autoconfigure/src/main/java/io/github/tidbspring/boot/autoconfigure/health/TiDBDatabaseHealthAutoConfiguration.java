package io.github.tidbspring.boot.autoconfigure.health;

import javax.sql.DataSource;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that bounds the time of the health
 * {@code db} of TiDB's {@code DataSource}. Spring Boot's own check has no time limit
 * except the pool's.
 *
 * @since 0.1
 */
@AutoConfiguration(after = TiDBAutoConfiguration.class)
@ConditionalOnClass({ TiDBClient.class, HealthContributor.class, ConditionalOnEnabledHealthIndicator.class,
		DataSourceHealthIndicator.class })
@ConditionalOnBean(DataSource.class)
@ConditionalOnEnabledHealthIndicator("db")
@EnableConfigurationProperties(TiDBProperties.class)
public final class TiDBDatabaseHealthAutoConfiguration {

	@Bean
	static DatabaseHealthPostProcessor tidbDatabaseHealthPostProcessor(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<TiDBProperties> properties) {
		return new DatabaseHealthPostProcessor(beanFactory, properties);
	}

}
