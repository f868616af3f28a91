package io.github.tidbspring.client.internal.transaction;

import java.time.Duration;
import java.time.Instant;

import io.github.tidbspring.client.transaction.TransactionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TransactionStart}.
 */
class TransactionStartTests {

	private static final String AS_OF = "START TRANSACTION READ ONLY AS OF TIMESTAMP ";

	private final TransactionOptions defaults = TransactionOptions.defaults();

	@Test
	void defaultsLeaveTheTransactionToTheSession() {
		TransactionStart start = TransactionStart.of(this.defaults);
		assertThat(start.getIsolationLevel()).isEqualTo(TransactionDefinition.ISOLATION_DEFAULT);
		assertThat(start.getTimeout()).isEqualTo(TransactionDefinition.TIMEOUT_DEFAULT);
		assertThat(start.isReadOnly()).isFalse();
		assertThat(start.statement()).isNull();
	}

	@Test
	void modeIsAStatementForOneTransaction() {
		assertThat(statement(this.defaults.pessimistic())).isEqualTo("BEGIN PESSIMISTIC");
		assertThat(statement(this.defaults.optimistic())).isEqualTo("BEGIN OPTIMISTIC");
	}

	@ParameterizedTest
	@CsvSource({ "2023-11-14T22:13:20Z, 1700000000.000", "2023-11-14T22:13:20.123456789Z, 1700000000.123",
			"1970-01-01T00:00:00.007Z, 0.007", "2040-01-01T00:00:00Z, 2208988800.000" })
	void instantIsWrittenAsSecondsWhateverTheTimeZone(Instant instant, String seconds) {
		assertThat(statement(this.defaults.asOf(instant))).isEqualTo(AS_OF + "FROM_UNIXTIME(" + seconds + ")");
	}

	@Test
	void ageIsMeasuredByTheServersClock() {
		assertThat(statement(this.defaults.staleBy(Duration.ofSeconds(5))))
			.isEqualTo(AS_OF + "NOW(3) - INTERVAL 5000000 MICROSECOND");
		assertThat(statement(this.defaults.staleByAtMost(Duration.ofMillis(1500))))
			.isEqualTo(AS_OF + "TIDB_BOUNDED_STALENESS(NOW(3) - INTERVAL 1500000 MICROSECOND, NOW(3))");
	}

	@Test
	void readingFromThePastIsReadOnly() {
		assertThat(TransactionStart.of(this.defaults.asOf(Instant.ofEpochSecond(1))).isReadOnly()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "PT1S, 1", "PT0.001S, 1", "PT1.5S, 2", "PT2M, 120" })
	void timeoutIsRoundedUpToSeconds(Duration timeout, int seconds) {
		assertThat(TransactionStart.of(this.defaults.timeout(timeout)).getTimeout()).isEqualTo(seconds);
	}

	@ParameterizedTest
	@EnumSource(names = { "DEFAULT", "READ_COMMITTED", "REPEATABLE_READ" })
	void isolationLevelIsThatOfTheOptions(Isolation isolation) {
		assertThat(TransactionStart.of(this.defaults.isolation(isolation)).getIsolationLevel())
			.isEqualTo(isolation.value());
	}

	private static String statement(TransactionOptions options) {
		return TransactionStart.of(options).statement();
	}

}
