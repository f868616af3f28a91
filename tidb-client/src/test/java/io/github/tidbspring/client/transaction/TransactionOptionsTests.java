package io.github.tidbspring.client.transaction;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TransactionOptions}.
 */
class TransactionOptionsTests {

	private static final String AS_OF = "START TRANSACTION READ ONLY AS OF TIMESTAMP ";

	private final TransactionOptions defaults = TransactionOptions.defaults();

	@Test
	void defaultsLeaveTheTransactionToTheSession() {
		TransactionStart start = this.defaults.start();
		assertThat(start.getIsolationLevel()).isEqualTo(TransactionDefinition.ISOLATION_DEFAULT);
		assertThat(start.getTimeout()).isEqualTo(TransactionDefinition.TIMEOUT_DEFAULT);
		assertThat(start.isReadOnly()).isFalse();
		assertThat(start.statement()).isNull();
	}

	@Test
	void optionsAreImmutable() {
		TransactionOptions changed = this.defaults.optimistic().maxRetries(1).idempotent(true);
		assertThat(changed.start().statement()).isEqualTo("BEGIN OPTIMISTIC");
		assertThat(this.defaults.start()).isEqualTo(TransactionStart.DEFAULT);
		assertThat(this.defaults.retries()).isEqualTo(RetrySettings.DEFAULT);
	}

	@Test
	void modeIsAStatementForOneTransaction() {
		assertThat(this.defaults.pessimistic().start().statement()).isEqualTo("BEGIN PESSIMISTIC");
		assertThat(this.defaults.optimistic().start().statement()).isEqualTo("BEGIN OPTIMISTIC");
	}

	@ParameterizedTest
	@CsvSource({ "2023-11-14T22:13:20Z, 1700000000.000", "2023-11-14T22:13:20.123456789Z, 1700000000.123",
			"1970-01-01T00:00:00.007Z, 0.007", "2040-01-01T00:00:00Z, 2208988800.000" })
	void instantIsWrittenAsSecondsWhateverTheTimeZone(Instant instant, String seconds) {
		assertThat(this.defaults.asOf(instant).start().statement()).isEqualTo(AS_OF + "FROM_UNIXTIME(" + seconds + ")");
	}

	@Test
	void ageIsMeasuredByTheServersClock() {
		assertThat(this.defaults.staleBy(Duration.ofSeconds(5)).start().statement())
			.isEqualTo(AS_OF + "NOW(3) - INTERVAL 5000000 MICROSECOND");
		assertThat(this.defaults.staleByAtMost(Duration.ofMillis(1500)).start().statement())
			.isEqualTo(AS_OF + "TIDB_BOUNDED_STALENESS(NOW(3) - INTERVAL 1500000 MICROSECOND, NOW(3))");
	}

	@Test
	void readingFromThePastIsReadOnly() {
		assertThat(this.defaults.asOf(Instant.ofEpochSecond(1)).start().isReadOnly()).isTrue();
		assertThat(this.defaults.staleBy(Duration.ofSeconds(5)).start().isReadOnly()).isTrue();
		assertThat(this.defaults.staleByAtMost(Duration.ofSeconds(5)).start().isReadOnly()).isTrue();
	}

	@Test
	void timesThatAreNoneAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.asOf(Instant.EPOCH));
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.staleBy(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.staleByAtMost(Duration.ofSeconds(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.timeout(Duration.ZERO))
			.withMessageContaining("'timeout'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.initialBackoff(Duration.ZERO))
			.withMessageContaining("'initialBackoff'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.maxBackoff(Duration.ZERO))
			.withMessageContaining("'maxBackoff'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.maxElapsed(Duration.ofSeconds(-1)))
			.withMessageContaining("'maxElapsed'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.maxRetries(-1))
			.withMessageContaining("'maxRetries'");
	}

	@ParameterizedTest
	@CsvSource({ "PT1S, 1", "PT0.001S, 1", "PT1.5S, 2", "PT2M, 120" })
	void timeoutIsRoundedUpToSeconds(Duration timeout, int seconds) {
		assertThat(this.defaults.timeout(timeout).start().getTimeout()).isEqualTo(seconds);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERIALIZABLE", "READ_UNCOMMITTED" })
	void isolationThatTiDBLacksIsRefusedWithAnAlternative(Isolation isolation) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.isolation(isolation))
			.withMessageContaining(isolation.name())
			.withMessageContaining("REPEATABLE_READ")
			.withMessageContaining("READ_COMMITTED");
	}

	@ParameterizedTest
	@EnumSource(names = { "DEFAULT", "READ_COMMITTED", "REPEATABLE_READ" })
	void isolationThatTiDBHasIsTaken(Isolation isolation) {
		assertThat(this.defaults.isolation(isolation).start().getIsolationLevel()).isEqualTo(isolation.value());
	}

	@Test
	void optionsThatContradictEachOtherAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.defaults.optimistic().isolation(Isolation.READ_COMMITTED))
			.withMessageContaining("pessimistic");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.defaults.pessimistic().staleBy(Duration.ofSeconds(5)))
			.withMessageContaining("past");
	}

}
