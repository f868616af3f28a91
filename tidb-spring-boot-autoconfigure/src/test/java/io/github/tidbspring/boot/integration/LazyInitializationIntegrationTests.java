package io.github.tidbspring.boot.integration;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.health.TiDBHealthContributorAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.devserver.TiDBDevServerAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that makes its beans when they are asked for. It has no actuator
 * endpoints: these ask for the health's contributors and the pool's metrics at once.
 */
class LazyInitializationIntegrationTests {

	@Test
	void everythingStartsWhenItIsAskedForAndNothingBefore() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LazyApplication.class)
			.web(WebApplicationType.NONE)
			.run("--spring.main.lazy-initialization=true")) {
			assertThat(context.getBeanFactory().containsSingleton("tidbDevServer")).isFalse();
			assertThat(context.getBeanFactory().containsSingleton("tidbClient")).isFalse();
			TiDBClient tidb = context.getBean(TiDBClient.class);
			assertThat(tidb.sql("SELECT VEC_DIMS('[1,2,3]')").query(Integer.class).single()).isEqualTo(3);
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class)).isOne();
			assertThat(context.getBean("tidbHealthContributor", HealthIndicator.class).health().getStatus())
				.isEqualTo(Status.UP);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
			TiDBDevServerAutoConfiguration.class, TiDBHealthContributorAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class })
	@Import(Application.RecordingConfiguration.class)
	static class LazyApplication {

	}

}
