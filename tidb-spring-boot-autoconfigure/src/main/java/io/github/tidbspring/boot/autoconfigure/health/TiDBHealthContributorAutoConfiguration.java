package io.github.tidbspring.boot.autoconfigure.health;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import io.github.tidbspring.boot.health.TiDBHealthIndicator;
import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.CompositeHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link TiDBHealthIndicator}.
 *
 * @since 0.1
 */
@AutoConfiguration(after = TiDBAutoConfiguration.class)
@ConditionalOnClass({ TiDBClient.class, HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(TiDBClient.class)
@ConditionalOnEnabledHealthIndicator("tidb")
@EnableConfigurationProperties(TiDBProperties.class)
public final class TiDBHealthContributorAutoConfiguration
		extends CompositeHealthContributorConfiguration<TiDBHealthIndicator, TiDBClient> {

	TiDBHealthContributorAutoConfiguration(TiDBProperties properties) {
		super((client) -> new TiDBHealthIndicator(client, properties.getHealth().getTimeout()));
	}

	@Bean
	@ConditionalOnMissingBean(name = { "tidbHealthIndicator", "tidbHealthContributor" })
	HealthContributor tidbHealthContributor(ConfigurableListableBeanFactory beanFactory) {
		return createContributor(beanFactory, TiDBClient.class);
	}

}
