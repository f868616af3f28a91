package io.github.tidbspring.client.transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That a stale read is written in digits that a server reads.
 */
class StaleReadTests {

	private final Locale before = Locale.getDefault();

	@AfterEach
	void restore() {
		Locale.setDefault(this.before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "en-US", "ar-EG-u-nu-arab", "bn-BD-u-nu-beng", "ne-NP-u-nu-deva" })
	void expressionIsTheSameInEachLanguage(String language) {
		Locale.setDefault(Locale.forLanguageTag(language));
		assertThat(StaleRead.at(Instant.parse("2024-05-01T09:59:59.007Z")).expression())
			.isEqualTo("FROM_UNIXTIME(1714557599.007)");
		assertThat(StaleRead.at(Instant.ofEpochMilli(1)).expression()).isEqualTo("FROM_UNIXTIME(0.001)");
		assertThat(StaleRead.by(Duration.ofSeconds(5)).expression()).isEqualTo("NOW(3) - INTERVAL 5000000 MICROSECOND");
		assertThat(StaleRead.byAtMost(Duration.ofMillis(1)).expression())
			.isEqualTo("TIDB_BOUNDED_STALENESS(NOW(3) - INTERVAL 1000 MICROSECOND, NOW(3))");
	}

}
