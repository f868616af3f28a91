package io.github.tidbspring.client.internal.transaction;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What COMMIT was answered stays what it was, although the connection breaks at the
 * ROLLBACK after it, with managers that an application has derived from Spring's.
 */
class FailedCommitTests {

	private static final TransactionOptions QUICK = TransactionOptions.defaults().retryDelay(Duration.ofMillis(1));

	private static final SQLException LINK = new SQLException(
			"Communications link failure during rollback(). Transaction resolution unknown.", "08007", 0);

	private final ScriptedDataSource dataSource = new ScriptedDataSource();

	private final AtomicInteger attempts = new AtomicInteger();

	@ParameterizedTest
	@EnumSource
	void conflictAtCommitIsRetried(Kind kind) {
		this.dataSource.failOn("commit", ScriptedDataSource.error(9007));
		run(kind.on(this.dataSource));
		assertThat(this.attempts).hasValue(2);
	}

	@ParameterizedTest
	@EnumSource
	void conflictAtCommitIsRetriedAlthoughTheConnectionBreaksAtTheRollback(Kind kind) {
		this.dataSource.failOn("commit", ScriptedDataSource.error(1213)).failOn("rollback", LINK);
		run(kind.on(this.dataSource));
		assertThat(this.attempts).hasValue(2);
	}

	@ParameterizedTest
	@EnumSource
	void whenEachCommitMeetsAConflictThenItIsThrown(Kind kind) {
		SQLException conflict = ScriptedDataSource.error(9007);
		this.dataSource.failOn("commit", conflict, conflict).failOn("rollback", LINK, LINK);
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> run(kind.on(this.dataSource), QUICK.maxRetries(1)))
			.withMessageContaining("error 9007");
		assertThat(this.attempts).hasValue(2);
	}

	@ParameterizedTest
	@EnumSource
	void whenCommitIsNotAnsweredThenItsOutcomeIsUnknown(Kind kind) {
		this.dataSource.failOn("commit", ScriptedDataSource.state("08S01")).failOn("rollback", LINK);
		assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> run(kind.on(this.dataSource)));
		assertThat(this.attempts).hasValue(1);
	}

	@ParameterizedTest
	@EnumSource
	void whenCommitSaysThatAPartIsAwayThenItsOutcomeIsUnknown(Kind kind) {
		this.dataSource.failOn("commit", ScriptedDataSource.error(9001));
		assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> run(kind.on(this.dataSource)));
		assertThat(this.attempts).hasValue(1);
	}

	@ParameterizedTest
	@EnumSource
	void whenCommitFindsADuplicateKeyThenThatIsThrownOnce(Kind kind) {
		this.dataSource.failOn("commit", ScriptedDataSource.error(1062)).failOn("rollback", LINK);
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> run(kind.on(this.dataSource)));
		assertThat(this.attempts).hasValue(1);
	}

	@ParameterizedTest
	@EnumSource
	void whenWorkAfterCommitMeetsAConflictThenNothingIsRetried(Kind kind) {
		Transactions transactions = kind.on(this.dataSource);
		assertThatException().isThrownBy(() -> transactions.run(QUICK, () -> {
			this.attempts.incrementAndGet();
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					throw new ConcurrencyFailureException("after", ScriptedDataSource.error(9007));
				}

			});
			return "done";
		}));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void whatSpringsManagerTranslatesStaysAsItIs() {
		JdbcTransactionManager manager = new Derived(this.dataSource);
		Class<?> before = new JdbcTransactionManager(this.dataSource).getExceptionTranslator().getClass();
		assertThat(manager.getExceptionTranslator()).isExactlyInstanceOf(before);
		SQLException error = new SQLException("away", "08001", 0);
		DataAccessException expected = manager.getExceptionTranslator().translate("JDBC begin", null, error);
		run(new Transactions(this.dataSource, Observations.NONE, () -> manager));
		assertThat(manager.getExceptionTranslator().translate("JDBC begin", null, error)).hasSameClassAs(expected)
			.hasMessage(expected.getMessage());
	}

	private void run(Transactions transactions) {
		run(transactions, QUICK);
	}

	private void run(Transactions transactions, TransactionOptions options) {
		transactions.run(options, () -> {
			this.attempts.incrementAndGet();
			return "done";
		});
	}

	enum Kind {

		JDBC(Derived::new),

		JDBC_WITH_TIDBS_ERRORS((dataSource) -> {
			Derived manager = new Derived(dataSource);
			manager.setExceptionTranslator(new TiDBExceptionTranslator());
			return manager;
		}),

		DATA_SOURCE((dataSource) -> new DataSourceTransactionManager(dataSource) {
		}),

		SPRINGS(JdbcTransactionManager::new);

		private final Function<DataSource, PlatformTransactionManager> manager;

		Kind(Function<DataSource, PlatformTransactionManager> manager) {
			this.manager = manager;
		}

		Transactions on(DataSource dataSource) {
			PlatformTransactionManager manager = this.manager.apply(dataSource);
			return new Transactions(dataSource, Observations.NONE, () -> manager);
		}

	}

	/** As an application derives one, to do something at the beginning, for example. */
	static class Derived extends JdbcTransactionManager {

		Derived(DataSource dataSource) {
			super(dataSource);
		}

	}

}
