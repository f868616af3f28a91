package io.github.tidbspring.boot.autoconfigure.health;

import java.time.Duration;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class HealthTimeoutTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withPropertyValues("tidb.host=127.0.0.1")
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				TiDBHealthContributorAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "5, PT5S", "5s, PT5S", "500ms, PT0.5S", "PT2S, PT2S", "1m, PT1M", "600, PT10M" })
	void aNumberWithoutAUnitIsSeconds(String value, Duration expected) {
		this.contextRunner.withPropertyValues("tidb.health.timeout=" + value)
			.run((context) -> assertThat(context.getBean(TiDBProperties.class).getHealth().getTimeout())
				.isEqualTo(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "0ms", "-1", "-5s", "5000", "1h" })
	void whenItIsNotPositiveOrWasMeantAsMillisecondsThenThePropertyIsNamed(String value) {
		this.contextRunner.withPropertyValues("tidb.health.timeout=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Invalid health.timeout")
				.hasMessageContaining("a number without a unit is seconds"));
	}

}
