package io.github.tidbspring.boot.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBClientsAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import io.github.tidbspring.boot.health.TiDBHealthIndicator;
import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.util.Assert;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link TiDBHealthIndicator}: one
 * for each client.
 *
 * @since 0.1
 */
@AutoConfiguration(after = { TiDBAutoConfiguration.class, TiDBClientsAutoConfiguration.class })
@ConditionalOnClass({ TiDBClient.class, HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@Conditional(OnAnyTiDBClient.class)
@ConditionalOnEnabledHealthIndicator("tidb")
@EnableConfigurationProperties(TiDBProperties.class)
public final class TiDBHealthContributorAutoConfiguration {

	/*
	 * Not by Spring Boot's CompositeHealthContributorConfiguration, which does not pass
	 * the bean name, and named clients have their own time limit.
	 */
	@Bean
	@ConditionalOnMissingBean(name = { "tidbHealthIndicator", "tidbHealthContributor" })
	HealthContributor tidbHealthContributor(ConfigurableListableBeanFactory beanFactory, TiDBProperties properties) {
		Map<String, TiDBHealthIndicator> indicators = new LinkedHashMap<>();
		SimpleAutowireCandidateResolver.resolveAutowireCandidates(beanFactory, TiDBClient.class)
			.forEach((name, client) -> indicators.put(name,
					new TiDBHealthIndicator(client, HealthTimeouts.of(name, properties))));
		Assert.state(!indicators.isEmpty(), "There is no TiDBClient");
		return (indicators.size() == 1) ? indicators.values().iterator().next()
				: CompositeHealthContributor.fromMap(indicators);
	}

}
