package io.github.tidbspring.boot.autoconfigure.health;

import java.io.IOException;
import java.time.Duration;
import java.util.Properties;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.health.TiDBHealthIndicator;
import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class TiDBHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withPropertyValues("tidb.host=127.0.0.1")
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				TiDBHealthContributorAutoConfiguration.class));

	@Test
	void whenThereIsAClientThenItsHealthIsShown() {
		this.contextRunner.run((context) -> assertThat(context.getBean("tidbHealthContributor"))
			.isInstanceOf(TiDBHealthIndicator.class));
	}

	@Test
	void whenItIsSwitchedOffThenThereIsNone() {
		this.contextRunner.withPropertyValues("management.health.tidb.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("tidbHealthContributor"));
	}

	@Test
	void whenTheUserHasOneThenOursBacksOff() {
		HealthContributor own = new TiDBHealthIndicator(TiDBClient.create(new DriverManagerDataSource()),
				Duration.ofSeconds(1));
		this.contextRunner.withBean("tidbHealthIndicator", HealthContributor.class, () -> own)
			.run((context) -> assertThat(context.getBeansOfType(HealthContributor.class))
				.containsOnlyKeys("tidbHealthIndicator"));
	}

	@Test
	void whenThereAreTwoClientsThenEachHasItsHealth() {
		this.contextRunner.withBean("one", TiDBClient.class, () -> TiDBClient.create(new DriverManagerDataSource()))
			.withBean("two", TiDBClient.class, () -> TiDBClient.create(new DriverManagerDataSource()))
			.run((context) -> {
				CompositeHealthContributor composite = context.getBean("tidbHealthContributor",
						CompositeHealthContributor.class);
				assertThat(composite.stream().map(CompositeHealthContributor.Entry::name))
					.containsExactlyInAnyOrder("one", "two");
			});
	}

	@Test
	void whenThereIsNoActuatorThenNothingElseMissesIt() {
		new ApplicationContextRunner().withPropertyValues("tidb.host=127.0.0.1")
			.withConfiguration(
					AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class))
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.health", "org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(TiDBClient.class));
	}

	@Test
	void whenThereIsNoActuatorThenBootLeavesThisConfigurationOutUnread() throws IOException {
		Properties metadata = PropertiesLoaderUtils
			.loadAllProperties("META-INF/spring-autoconfigure-metadata.properties");
		assertThat(metadata.getProperty(TiDBHealthContributorAutoConfiguration.class.getName() + ".ConditionalOnClass"))
			.contains("org.springframework.boot.health.contributor.HealthContributor");
	}

}
