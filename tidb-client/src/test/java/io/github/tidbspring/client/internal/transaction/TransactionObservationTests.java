package io.github.tidbspring.client.internal.transaction;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How many attempts a transaction had, and what became of it.
 */
class TransactionObservationTests {

	private static final String UPDATE = "UPDATE a SET b = 1";

	private final ScriptedDataSource dataSource = new ScriptedDataSource();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	@Test
	void attemptsAreCounted() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(9007), ScriptedDataSource.error(1213));
		update();
		observed("committed", "3");
	}

	@Test
	void transactionThatIsGivenUpWasRolledBack() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(1062));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this::update);
		observed("rolled-back", "1");
	}

	@Test
	void connectionThatBreaksAtCommitLeavesTheOutcomeUnknown() {
		this.dataSource.failOn("commit", ScriptedDataSource.state("08S01"));
		assertThatExceptionOfType(TransactionOutcomeUnknownException.class).isThrownBy(this::update);
		observed("unknown", "1");
	}

	@Test
	void moreThanNineAttemptsAreOneTag() {
		this.dataSource.failOn(UPDATE,
				IntStream.range(0, 10).mapToObj((i) -> ScriptedDataSource.error(9007)).toArray(SQLException[]::new));
		update();
		observed("committed", "10+");
	}

	private void observed(String outcome, String attempts) {
		assertThat(this.registry).hasNumberOfObservationsEqualTo(1)
			.hasObservationWithNameEqualTo("tidb.transaction")
			.that()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("outcome", outcome)
			.hasLowCardinalityKeyValue("attempts", attempts);
	}

	private void update() {
		new Transactions(this.dataSource, Observations.of(this.registry, null), () -> null).run(
				TransactionOptions.defaults().retryDelay(Duration.ofMillis(1)).maxRetries(12),
				() -> new JdbcTemplate(this.dataSource).update(UPDATE));
	}

}
