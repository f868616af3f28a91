package io.github.tidbspring.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.github.tidbspring.client.transaction.TransactionOptions;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.ThrowingConsumer;
import org.springframework.util.function.ThrowingFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * Tests for transactions of {@link TiDBClient}, on a database that has real ones.
 */
class TiDBClientTransactionTests {

	private static final TransactionOptions QUICK = TransactionOptions.defaults().retryDelay(Duration.ofMillis(1));

	private final DataSource dataSource = database();

	private final JdbcTemplate jdbcTemplate = new JdbcTemplate(this.dataSource);

	private final TransactionTemplate spring = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));

	private final TiDBClient tidb = TiDBClient.create(this.dataSource);

	private final AtomicInteger attempts = new AtomicInteger();

	private static DataSource database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return dataSource;
	}

	@BeforeEach
	void createTable() {
		this.jdbcTemplate.execute("CREATE TABLE account (id INT PRIMARY KEY, balance INT)");
		this.jdbcTemplate.update("INSERT INTO account VALUES (1, 100), (2, 0)");
	}

	@Test
	void whenWorkSucceedsThenItIsCommittedAndItsResultReturned() {
		int changed = this.tidb.inTransaction((tx) -> {
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
			return transfer(tx);
		});
		assertThat(changed).isEqualTo(2);
		assertThat(balance(2)).isEqualTo(10);
	}

	@Test
	void whenWorkHasNoResultThenItIsCommitted() {
		this.tidb.inTransactionWithoutResult((tx) -> transfer(tx));
		this.tidb.inTransactionWithoutResult(QUICK, this::transfer);
		assertThat(balance(2)).isEqualTo(20);
	}

	@Test
	void whenWorkReturnsNullThenSoDoesTheTransaction() {
		assertThat(this.tidb.<Object>inTransaction((tx) -> null)).isNull();
	}

	@Test
	void whenWorkThrowsThenNothingOfItRemains() {
		IllegalStateException failure = new IllegalStateException("no");
		assertThatIllegalStateException().isThrownBy(() -> this.tidb.inTransaction((tx) -> {
			transfer(tx);
			throw failure;
		})).isSameAs(failure);
		assertThatIllegalStateException().isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
			transfer(tx);
			throw failure;
		})).isSameAs(failure);
		assertThat(balance(2)).isZero();
	}

	@Test
	void whenWorkThrowsACheckedExceptionThenItIsRolledBackAndWrapped() {
		assertThatRuntimeException().isThrownBy(() -> this.tidb.inTransaction(ThrowingFunction.of((tx) -> {
			transfer(tx);
			return failing();
		}))).withCauseExactlyInstanceOf(IOException.class);
		assertThatRuntimeException()
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(QUICK, ThrowingConsumer.of((tx) -> {
				transfer(tx);
				failing();
			})))
			.withCauseExactlyInstanceOf(IOException.class);
		assertThat(balance(2)).isZero();
	}

	@Test
	void workWithACheckedExceptionIsCommittedWhereItDoesNotThrow() {
		int changed = this.tidb
			.inTransaction(ThrowingFunction.of((tx) -> Files.exists(Path.of("")) ? transfer(tx) : 0));
		assertThat(changed).isEqualTo(2);
		assertThat(balance(2)).isEqualTo(10);
	}

	private static int failing() throws IOException {
		throw new IOException("no");
	}

	@Test
	void runningTransactionIsKnownWhoeverBeganIt() {
		assertThat(this.tidb.isInTransaction()).isFalse();
		assertThat(this.tidb.<Boolean>inTransaction(TiDBClient::isInTransaction)).isTrue();
		this.spring.executeWithoutResult((status) -> assertThat(this.tidb.isInTransaction()).isTrue());
		TransactionTemplate other = new TransactionTemplate(new JdbcTransactionManager(database()));
		other.executeWithoutResult((status) -> {
			assertThat(this.tidb.isInTransaction()).isFalse();
			// This connection is kept until the other transaction ends, in none itself.
			assertThat(balance(2)).isZero();
			assertThat(this.tidb.isInTransaction()).isFalse();
		});
		assertThat(this.tidb.isInTransaction()).isFalse();
	}

	@Test
	void whenWorkMeetsAConflictThenItIsDoneOnceInTheEnd() {
		int attempt = this.tidb.inTransaction(QUICK, (tx) -> {
			transfer(tx);
			new JdbcTemplate(this.dataSource).update("UPDATE account SET balance = balance + 1 WHERE id = 2");
			conflictInAttempt(1);
			return this.attempts.get();
		});
		assertThat(attempt).isEqualTo(2);
		assertThat(balance(1)).isEqualTo(90);
		assertThat(balance(2)).isEqualTo(11);
	}

	@Test
	void whenAStatementBreaksAUniqueKeyThenItIsADuplicateKey() {
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.tidb.sql("INSERT INTO account VALUES (1, 1)").update());
	}

	@Test
	void whenASpringTransactionIsRunningThenItIsJoined() {
		this.spring.executeWithoutResult((status) -> {
			this.tidb.inTransactionWithoutResult(this::transfer);
			assertThat(balance(2)).isEqualTo(10);
			status.setRollbackOnly();
		});
		assertThat(balance(2)).isZero();
	}

	@Test
	void whenASpringTransactionIsRunningThenWorkIsNotRetried() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.spring.executeWithoutResult((status) -> this.tidb.inTransaction(QUICK, (tx) -> {
				conflictInAttempt(1);
				return 0;
			})));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void whenWorkFailsInASpringTransactionThenThatCannotBeCommitted() {
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> this.spring.executeWithoutResult((status) -> {
				assertThatIllegalStateException().isThrownBy(() -> this.tidb.inTransaction((tx) -> {
					transfer(tx);
					throw new IllegalStateException("no");
				}));
			}));
		assertThat(balance(2)).isZero();
	}

	@Test
	void whenATransactionIsInsideAnotherThenOnlyTheOutermostIsRetried() {
		this.tidb.inTransactionWithoutResult(QUICK, (outer) -> outer.inTransaction(QUICK, (inner) -> {
			conflictInAttempt(1);
			return transfer(inner);
		}));
		assertThat(this.attempts).hasValue(2);
		assertThat(balance(2)).isEqualTo(10);
	}

	@Test
	void whenTheRunningTransactionCannotHaveTheOptionsThenThatIsSaid() {
		TransactionOptions defaults = TransactionOptions.defaults();
		this.spring.executeWithoutResult((status) -> {
			assertRefused(defaults.pessimistic(), "pessimistic");
			assertRefused(defaults.optimistic(), "optimistic");
			assertRefused(defaults.staleBy(Duration.ofSeconds(5)), "past");
			assertRefused(defaults.isolation(Isolation.READ_COMMITTED), "READ_COMMITTED");
		});
		this.spring.setIsolationLevel(Isolation.READ_COMMITTED.value());
		this.spring.executeWithoutResult((status) -> {
			this.tidb.inTransactionWithoutResult(defaults.isolation(Isolation.READ_COMMITTED), this::transfer);
			assertRefused(defaults.isolation(Isolation.REPEATABLE_READ), "REPEATABLE_READ");
		});
	}

	private void assertRefused(TransactionOptions options, String reason) {
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.tidb.inTransaction(options, this::transfer))
			.withMessageContaining("A transaction is running here")
			.withMessageContaining(reason);
	}

	@Test
	void whenATransactionOfAnotherDatabaseIsRunningThenWorkHasOneOfItsOwn() {
		TransactionTemplate other = new TransactionTemplate(new JdbcTransactionManager(database()));
		other.executeWithoutResult((status) -> {
			// This connection is kept until the other transaction ends, in none itself.
			assertThat(balance(2)).isZero();
			assertThatIllegalStateException().isThrownBy(() -> this.tidb.inTransaction((tx) -> {
				transfer(tx);
				throw new IllegalStateException("no");
			}));
			this.tidb.inTransactionWithoutResult(QUICK, (tx) -> {
				transfer(tx);
				conflictInAttempt(1);
			});
			status.setRollbackOnly();
		});
		assertThat(this.attempts).hasValue(2);
		assertThat(balance(2)).isEqualTo(10);
	}

	@Test
	void whenTheDataSourceIsAProxyOfSpringsThenItsTransactionsAreTheSame() {
		TiDBClient proxied = TiDBClient.create(new TransactionAwareDataSourceProxy(this.dataSource));
		proxied.inTransactionWithoutResult((tx) -> {
			transfer(tx);
			assertThat(balance(2)).isEqualTo(10);
			assertThat(this.tidb.sql("SELECT SESSION_ID()").query(Integer.class).single())
				.isEqualTo(tx.sql("SELECT SESSION_ID()").query(Integer.class).single());
		});
		this.spring.executeWithoutResult((status) -> {
			proxied.inTransactionWithoutResult(this::transfer);
			status.setRollbackOnly();
		});
		assertThat(balance(2)).isEqualTo(10);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenThereIsNoConnectionThenItIsExplainedAsForAStatement(boolean readOnly) {
		TiDBClient closed = TiDBClient.create("mysql://127.0.0.1/test");
		closed.close();
		TransactionOptions options = readOnly ? TransactionOptions.defaults().readOnly()
				: TransactionOptions.defaults();
		assertThatExceptionOfType(TiDBConnectionException.class)
			.isThrownBy(() -> closed.inTransaction(options, this::transfer))
			.withMessageContaining("the connection pool is closed");
	}

	@Test
	void whenTheConnectionFailsWithAConflictsCodeThenItIsStillExplained() {
		TiDBClient broken = TiDBClient.create(new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				throw new SQLException("refused", "08001", 1213);
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return getConnection();
			}

		});
		AtomicInteger retries = new AtomicInteger();
		assertThatExceptionOfType(TiDBConnectionException.class).isThrownBy(
				() -> broken.inTransaction(QUICK.onRetry((retry) -> retries.incrementAndGet()), this::transfer));
		assertThat(retries).hasValue(0);
	}

	@Test
	void whenThereIsNoWorkThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tidb.inTransaction(nothing()))
			.withMessageContaining("'work'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tidb.inTransactionWithoutResult(nothing()))
			.withMessageContaining("'work'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tidb.inTransaction(nothing(), this::transfer))
			.withMessageContaining("'options'");
	}

	private int transfer(TiDBClient tx) {
		return tx.sql("UPDATE account SET balance = balance - 10 WHERE id = 1").update()
				+ tx.sql("UPDATE account SET balance = balance + 10 WHERE id = 2").update();
	}

	private void conflictInAttempt(int attempt) {
		if (this.attempts.incrementAndGet() == attempt) {
			throw new DuplicateKeyException("conflict", new SQLException("Write conflict", "HY000", 9007));
		}
	}

	private int balance(int id) {
		return this.tidb.sql("SELECT balance FROM account WHERE id = ?").param(id).query(Integer.class).single();
	}

	@SuppressWarnings("NullAway")
	private static <T> T nothing() {
		return null;
	}

}
