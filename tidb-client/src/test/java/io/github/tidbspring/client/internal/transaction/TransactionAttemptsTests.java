package io.github.tidbspring.client.internal.transaction;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.github.tidbspring.client.transaction.TransactionRetry;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.tidbspring.client.internal.observation.Observations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is sent in a transaction, and after which failures it is retried.
 */
class TransactionAttemptsTests {

	private static final String UPDATE = "UPDATE a SET b = 1";

	private static final TransactionOptions QUICK = TransactionOptions.defaults().retryDelay(Duration.ofMillis(1));

	private static final TransactionOptions QUICK_READS = TransactionOptions.defaults()
		.readOnly()
		.retryDelay(Duration.ofMillis(1));

	private final ScriptedDataSource dataSource = new ScriptedDataSource();

	private final AtomicInteger attempts = new AtomicInteger();

	@Test
	void workIsCommittedAndTheConnectionIsAsItWas() {
		assertThat(update(TransactionOptions.defaults())).isEqualTo(1);
		assertThat(this.dataSource.events()).containsExactly("connection", "autoCommit false", UPDATE, "commit",
				"autoCommit true", "close");
	}

	@Test
	void modeIsGivenWithTheBeginningAndNotLeftInTheSession() {
		update(TransactionOptions.defaults().optimistic());
		assertThat(this.dataSource.events()).containsExactly("connection", "autoCommit false", "BEGIN OPTIMISTIC",
				UPDATE, "commit", "autoCommit true", "close");
	}

	@Test
	void isolationIsPutBack() {
		update(TransactionOptions.defaults().isolation(Isolation.READ_COMMITTED));
		assertThat(this.dataSource.events()).containsExactly("connection",
				"isolation " + Connection.TRANSACTION_READ_COMMITTED, "autoCommit false", UPDATE, "commit",
				"autoCommit true", "isolation " + Connection.TRANSACTION_REPEATABLE_READ, "close");
	}

	@Test
	void timeoutReachesTheStatements() {
		update(TransactionOptions.defaults().timeout(Duration.ofSeconds(30)));
		assertThat(this.dataSource.events()).containsSubsequence("timeout set", UPDATE);
	}

	@Test
	void readOnlyIsToldToTheDriverAndPutBack() {
		this.dataSource.connectorJ(false);
		update(TransactionOptions.defaults().readOnly());
		assertThat(this.dataSource.events()).containsExactly("connection", "autoCommit false", "readOnly true", UPDATE,
				"commit", "autoCommit true", "readOnly false", "close");
	}

	@Test
	void readOnlyIsNotToldToADriverThatWouldSendIt() {
		this.dataSource.connectorJ(true);
		update(TransactionOptions.defaults().readOnly());
		assertThat(this.dataSource.events()).doesNotContain("readOnly true", "readOnly false").contains("commit");
	}

	@Test
	void readOnlyThatTheDriverRefusesIsNoFailure() {
		this.dataSource.failOn("readOnly true", ScriptedDataSource.error(1235));
		assertThat(update(TransactionOptions.defaults().readOnly())).isEqualTo(1);
		assertThat(this.dataSource.events()).doesNotContain("readOnly false");
	}

	@ParameterizedTest
	@ValueSource(ints = { 9007, 8028, 8022, 8005, 8002, 1213, 1205 })
	void conflictInTheWorkIsRetriedAfterARollback(int code) {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(code));
		assertThat(update(QUICK)).isEqualTo(1);
		assertThat(this.dataSource.events()).containsExactly("connection", "autoCommit false", UPDATE, "rollback",
				"autoCommit true", "close", "connection", "autoCommit false", UPDATE, "commit", "autoCommit true",
				"close");
	}

	@ParameterizedTest
	@ValueSource(ints = { 9007, 8028, 8022, 8005, 8002, 1213, 1205 })
	void conflictAtCommitIsRetried(int code) {
		this.dataSource.failOn("commit", ScriptedDataSource.error(code));
		assertThat(update(QUICK.optimistic())).isEqualTo(1);
		assertThat(this.attempts).hasValue(2);
		assertThat(this.dataSource.events()).containsSubsequence("commit", "rollback", "close", "connection", UPDATE,
				"commit");
	}

	@ParameterizedTest
	@ValueSource(ints = { 9001, 9002, 9003, 9004, 9005, 9012, 9013 })
	void whenTiDBIsBusyThenOnlyReadsAndIdempotentWorkAreRetried(int code) {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(code));
		assertThatExceptionOfType(TransientDataAccessResourceException.class).isThrownBy(() -> update(QUICK));
		assertThat(this.attempts).hasValue(1);
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(code));
		assertThat(update(QUICK.idempotent())).isEqualTo(1);
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(code));
		assertThat(update(QUICK_READS)).isEqualTo(1);
		assertThat(this.attempts).hasValue(5);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1105, 1062, 1064, 1317, 3572, 8003, 8004, 8027, 8147, 9006, 9008, 9010, 4242 })
	void whenAnyOtherErrorOccursThenNothingIsRetried(int code) {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(code));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> update(QUICK_READS.idempotent()))
			.withRootCauseInstanceOf(SQLException.class);
		assertThat(this.attempts).hasValue(1);
		assertThat(this.dataSource.events()).contains("rollback").doesNotContain("commit");
	}

	@Test
	void whenTheConnectionBreaksBeforeCommitThenNothingIsRetried() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.state("08S01"));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> update(QUICK.idempotent()));
		assertThat(this.attempts).hasValue(1);
		assertThat(this.dataSource.events()).doesNotContain("commit");
	}

	@ParameterizedTest
	@ValueSource(strings = { "08S01", "08007", "08003", "70100" })
	void whenTheConnectionBreaksAtCommitThenTheOutcomeIsUnknownAndNothingIsRetried(String state) {
		assertOutcomeUnknown(ScriptedDataSource.state(state));
	}

	@ParameterizedTest
	@ValueSource(ints = { 9001, 9002, 9003, 9004, 9005, 9012, 9013, 1105, 1317, 1053, 3024 })
	void whenCommitIsInterruptedThenTheOutcomeIsUnknownAndNothingIsRetried(int code) {
		assertOutcomeUnknown(ScriptedDataSource.error(code));
	}

	@Test
	void whenCommitTakesTooLongOrBreaksInTheDriverThenTheOutcomeIsUnknown() {
		assertOutcomeUnknown(new SQLTimeoutException("too long", "HY000", 4242));
		assertOutcomeUnknown(new SQLException("no code"));
		assertOutcomeUnknown(new IllegalStateException("in the driver"));
	}

	private void assertOutcomeUnknown(Exception atCommit) {
		this.attempts.set(0);
		this.dataSource.events().clear();
		this.dataSource.failOn("commit", atCommit);
		List<Integer> outcomes = new ArrayList<>();
		assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> run(QUICK_READS.idempotent(), () -> {
				TransactionSynchronizationManager.registerSynchronization(outcome(outcomes));
				return null;
			}))
			.withMessageContaining("may or may not have been committed")
			.withMessageContaining("idempotent")
			.withCause(atCommit);
		assertThat(this.attempts).hasValue(1);
		assertThat(outcomes).containsExactly(TransactionSynchronization.STATUS_UNKNOWN);
		assertThat(this.dataSource.events()).containsSubsequence("commit", "abort", "autoCommit true", "close");
	}

	@Test
	void whenCommitIsRefusedForTheDataThenNothingWasCommittedAndItIsSaidWhy() {
		this.dataSource.failOn("commit", ScriptedDataSource.error(1062));
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> update(QUICK));
		assertThat(this.attempts).hasValue(1);
		assertThat(this.dataSource.events()).containsSubsequence("commit", "rollback");
	}

	@Test
	void whenWorkAfterCommitFailsThenTheCommittedWorkIsNotRetried() {
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> run(QUICK, () -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					throw new ConcurrencyFailureException("later", ScriptedDataSource.error(9007));
				}

			});
			return null;
		}));
		assertThat(this.attempts).hasValue(1);
		assertThat(this.dataSource.events()).containsOnlyOnce("commit");
	}

	@Test
	void whenRollbackFailsThenTheConnectionIsCutBeforeAnythingCanBeCommittedAndNothingIsRetried() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(9007)).failOn("rollback", ScriptedDataSource.error(1));
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> update(QUICK))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(1));
		assertThat(this.attempts).hasValue(1);
		assertThat(this.dataSource.events()).containsSubsequence("rollback", "abort", "autoCommit true", "close");
	}

	@Test
	void whenATransactionInsideHasAnUnknownOutcomeThenNothingIsRetried() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> run(QUICK.idempotent(), () -> {
			throw new IllegalStateException(new TransactionOutcomeUnknownException(ScriptedDataSource.error(9007)));
		}));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void whenEachAttemptFailsThenTheLastExceptionSaysHowManyThereWere() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(1213), ScriptedDataSource.error(9007),
				ScriptedDataSource.error(1205));
		assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> update(QUICK.maxRetries(2)))
			.withMessageContaining("each of its 3 attempts")
			.withMessageEndingWith("error 1205")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).extracting((earlier) -> (Object) earlier.getClass())
				.containsExactly(CannotAcquireLockException.class, OptimisticLockingFailureException.class));
		assertThat(this.attempts).hasValue(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 9007, 8028, 1213, 9005 })
	void whenEachAttemptFailsThenTheExceptionIsStillOfItsKind(int code) {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(code), ScriptedDataSource.error(code));
		Class<?> kind = new TiDBExceptionTranslator().translate("t", null, ScriptedDataSource.error(code)).getClass();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> update(QUICK.idempotent().maxRetries(1)))
			.isExactlyInstanceOf(kind)
			.withMessageContaining("2 attempts");
	}

	@Test
	void whenALaterAttemptFailsForAnotherReasonThenThatIsThrownAsItIs() {
		IllegalStateException failure = new IllegalStateException("no");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> run(QUICK, () -> {
			if (this.attempts.get() > 1) {
				throw failure;
			}
			return new JdbcTemplate(failing(9007)).update(UPDATE);
		})).isSameAs(failure).satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(1));
		assertThat(this.attempts).hasValue(2);
	}

	private ScriptedDataSource failing(int code) {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(code));
		return this.dataSource;
	}

	@Test
	void whenTheSameExceptionIsThrownByEachAttemptThenItIsThrownInTheEnd() {
		SQLException failure = ScriptedDataSource.error(9007);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(QUICK, () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(this.attempts).hasValue(6);
	}

	@Test
	void whenThereAreToBeNoRetriesThenThereIsOneAttempt() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(9007));
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> update(QUICK.maxRetries(0)))
			.withMessageNotContaining("attempts");
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void whenTheTimeForAttemptsIsUpThenThereIsNoFurtherOne() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(9007));
		TransactionOptions options = QUICK.retryDelay(Duration.ofHours(1))
			.maxRetryDelay(Duration.ofHours(1))
			.retryTimeout(Duration.ofMinutes(1));
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> update(options));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void whenTheThreadIsInterruptedWhileItWaitsThenThereIsNoFurtherAttemptAndItStaysInterrupted() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(9007));
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> update(QUICK));
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			Thread.interrupted();
		}
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void eachAttemptButTheFirstIsToldToTheListener() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(9007), ScriptedDataSource.error(1213));
		List<TransactionRetry> retries = new ArrayList<>();
		update(QUICK.retryDelay(Duration.ofMillis(2)).onRetry(retries::add));
		assertThat(retries).extracting(TransactionRetry::attempt).containsExactly(2, 3);
		assertThat(retries.get(0).failure()).isInstanceOf(OptimisticLockingFailureException.class);
		assertThat(retries.get(1).failure()).isInstanceOf(CannotAcquireLockException.class);
		assertThat(retries).allSatisfy((retry) -> assertThat(retry.delay()).isPositive());
	}

	@Test
	void eachAttemptButTheFirstIsInTheLogUnderTheNameOfThePublicPackage() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(9007));
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		Logger logger = (Logger) LoggerFactory.getLogger("io.github.tidbspring.client.transaction");
		Level before = logger.getLevel();
		logger.setLevel(Level.DEBUG);
		logger.addAppender(appender);
		appender.start();
		try {
			update(QUICK);
		}
		finally {
			logger.detachAppender(appender);
			logger.setLevel(before);
		}
		assertThat(appender.list).filteredOn((event) -> event.getFormattedMessage().startsWith("Attempt"))
			.singleElement()
			.satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.DEBUG);
				assertThat(event.getFormattedMessage()).matches("Attempt 2 of the transaction begins, \\d+ ms after a "
						+ "failure: OptimisticLockingFailureException, error code 9007");
			});
	}

	@Test
	void pausesGrowToTheirLimitAndNoTwoClientsPauseAlike() {
		this.dataSource.failOn(UPDATE,
				Collections.nCopies(8, ScriptedDataSource.error(9007)).toArray(Exception[]::new));
		List<Duration> pauses = new ArrayList<>();
		update(QUICK.maxRetries(8)
			.retryDelay(Duration.ofMillis(2))
			.maxRetryDelay(Duration.ofMillis(8))
			.onRetry((retry) -> pauses.add(retry.delay())));
		assertThat(pauses).hasSize(8)
			.allSatisfy((pause) -> assertThat(pause).isBetween(Duration.ofMillis(2), Duration.ofMillis(8)));
		assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(3));
		assertThat(pauses.get(7)).isGreaterThanOrEqualTo(Duration.ofMillis(4));
	}

	@Test
	void whenTheListenerFailsThenTheWorkIsStillRetried() {
		this.dataSource.failOn(UPDATE, ScriptedDataSource.error(9007));
		assertThat(update(QUICK.onRetry((retry) -> {
			throw new IllegalStateException("listener");
		}))).isEqualTo(1);
		assertThat(this.attempts).hasValue(2);
	}

	@Test
	void whenTheWorkThrowsACheckedExceptionThenItIsRolledBackAndThrown() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> run(QUICK, () -> {
			throw new IOException("no");
		})).withMessage("no");
		assertThat(this.dataSource.events()).contains("rollback").doesNotContain("commit");
	}

	@Test
	void whenTheWorkThrowsAnErrorThenItIsRolledBackAndThrown() {
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> run(QUICK, () -> {
			throw new StackOverflowError();
		}));
		assertThat(this.dataSource.events()).contains("rollback").doesNotContain("commit");
	}

	@Test
	void whenTheBeginningFailsThenTheErrorIsTranslatedAndReadsAreRetried() {
		String begin = "START TRANSACTION READ ONLY AS OF TIMESTAMP NOW(3) - INTERVAL 5000000 MICROSECOND";
		this.dataSource.failOn(begin, ScriptedDataSource.error(9001));
		assertThat(update(QUICK.staleBy(Duration.ofSeconds(5)))).isEqualTo(1);
		assertThat(this.attempts).hasValue(1);
		this.dataSource.failOn("BEGIN OPTIMISTIC", ScriptedDataSource.error(9001));
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(() -> update(QUICK.optimistic()))
			.withMessageStartingWith("Begin of a transaction");
	}

	private Integer update(TransactionOptions options) {
		try {
			return run(options, () -> new JdbcTemplate(this.dataSource) {
				{
					setExceptionTranslator(new TiDBExceptionTranslator());
				}
			}.update(UPDATE));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private <R> R run(TransactionOptions options, Callable<R> work) throws Exception {
		return new Transactions(this.dataSource, Observations.NONE, () -> null).run(options, () -> {
			this.attempts.incrementAndGet();
			return TransactionAttemptsTests.<R, RuntimeException>undeclared(work);
		});
	}

	/** As code in Kotlin throws, which declares nothing. */
	@SuppressWarnings("unchecked")
	private static <R, E extends Exception> R undeclared(Callable<R> work) throws E {
		try {
			return work.call();
		}
		catch (Exception ex) {
			throw (E) ex;
		}
	}

	private static TransactionSynchronization outcome(List<Integer> outcomes) {
		return new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				outcomes.add(status);
			}

		};
	}

}
