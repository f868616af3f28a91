package io.github.tidbspring.boot.autoconfigure.info;

import java.time.Duration;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.info.TiDBInfoContributor;
import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class TiDBInfoContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withPropertyValues("tidb.host=127.0.0.1", "management.info.tidb.enabled=true")
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				TiDBInfoContributorAutoConfiguration.class));

	@Test
	void whenItIsSwitchedOnThenItIsThere() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(TiDBInfoContributor.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.info.tidb.enabled=false", "spring.application.name=any",
			"management.info.defaults.enabled=true" })
	void whenItIsNotSwitchedOnThenThereIsNone(String property) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
					TiDBInfoContributorAutoConfiguration.class))
			.withPropertyValues("tidb.host=127.0.0.1", property)
			.run((context) -> assertThat(context).hasSingleBean(TiDBClient.class)
				.doesNotHaveBean(InfoContributor.class));
	}

	@Test
	void whenTheUserHasOneThenItWins() {
		TiDBInfoContributor own = new TiDBInfoContributor(Mockito.mock(TiDBClient.class), Duration.ofSeconds(1));
		this.contextRunner.withBean("own", TiDBInfoContributor.class, () -> own)
			.run((context) -> assertThat(context).getBean(TiDBInfoContributor.class).isSameAs(own));
	}

	@Test
	void whenThereIsNoActuatorThenThereIsNone() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(InfoContributor.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(TiDBClient.class)
				.doesNotHaveBean("tidbInfoContributor"));
	}

}
