package io.github.tidbspring.client;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.transaction.TransactionOptions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.ThrowingConsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Transactions and errors, as the server makes them.
 */
@NullMarked
@ContractTests
class TransactionContractIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	TransactionContractIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@BeforeEach
	void createTable() {
		this.tidb.sql("DROP TABLE IF EXISTS account").update();
		this.tidb.sql("CREATE TABLE account (id BIGINT PRIMARY KEY, balance INT NOT NULL, name VARCHAR(5))").update();
		this.tidb.sql("INSERT INTO account (id, balance) VALUES (1, 100), (2, 0)").update();
	}

	@Test
	void workIsCommittedAsAWhole() {
		int moved = this.tidb.inTransaction((tx) -> {
			tx.sql("UPDATE account SET balance = balance - 30 WHERE id = 1").update();
			assertThat(balance(tx, 1)).isEqualTo(70);
			assertThat(balance(this.tidb, 1)).as("in the same transaction").isEqualTo(70);
			return tx.sql("UPDATE account SET balance = balance + 30 WHERE id = 2").update();
		});
		assertThat(moved).isEqualTo(1);
		assertThat(balance(this.tidb, 1)).isEqualTo(70);
		assertThat(balance(this.tidb, 2)).isEqualTo(30);
	}

	@Test
	void checkedExceptionRollsBackToo() {
		assertThatRuntimeException().isThrownBy(() -> this.tidb.inTransactionWithoutResult(ThrowingConsumer.of((tx) -> {
			tx.sql("UPDATE account SET balance = 0").update();
			throw new IOException("Changed my mind");
		}))).withCauseExactlyInstanceOf(IOException.class);
		assertThat(balance(this.tidb, 1)).isEqualTo(100);
	}

	@Test
	void othersSeeNothingUntilItIsCommitted() {
		try (TiDBClient other = this.server.client(Map.of())) {
			this.tidb.inTransactionWithoutResult((tx) -> {
				tx.sql("UPDATE account SET balance = 1 WHERE id = 1").update();
				assertThat(balance(other, 1)).isEqualTo(100);
			});
			assertThat(balance(other, 1)).isEqualTo(1);
		}
	}

	@Test
	void workTakesPartInATransactionOfSpring() {
		new TransactionTemplate(new DataSourceTransactionManager(this.tidb.dataSource()))
			.executeWithoutResult((status) -> {
				this.tidb.inTransactionWithoutResult((tx) -> tx.sql("DELETE FROM account WHERE id = 1").update());
				status.setRollbackOnly();
			});
		assertThat(balance(this.tidb, 1)).isEqualTo(100);
	}

	@Test
	void failedStatementLeavesTheOthersOfItsTransaction() {
		this.tidb.inTransactionWithoutResult((tx) -> {
			tx.sql("INSERT INTO account (id, balance) VALUES (3, 1)").update();
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> tx.sql("INSERT INTO account (id, balance) VALUES (4, 1), (3, 1)").update());
		});
		assertThat(this.tidb.sql("SELECT COUNT(*) FROM account").query(Integer.class).single()).isEqualTo(3);
	}

	@Test
	void readOnlyTransactionReads() {
		int balance = this.tidb.inTransaction(TransactionOptions.defaults().readOnly(), (tx) -> balance(tx, 1));
		assertThat(balance).isEqualTo(100);
	}

	@Test
	void rowThatIsLockedCanBeRefusedAtOnce() {
		TransactionOptions pessimistic = TransactionOptions.defaults().pessimistic().maxRetries(0);
		try (TiDBClient other = this.server.client(Map.of())) {
			this.tidb.inTransactionWithoutResult(pessimistic, (tx) -> {
				tx.sql("UPDATE account SET balance = 1 WHERE id = 1").update();
				assertThatExceptionOfType(CannotAcquireLockException.class)
					.isThrownBy(() -> other.inTransactionWithoutResult(pessimistic,
							(blocked) -> blocked.sql("SELECT balance FROM account WHERE id = 1 FOR UPDATE NOWAIT")
								.query(Integer.class)
								.single()));
			});
		}
	}

	@Test
	void optimisticWorkThatMeetsAConflictIsRetried() {
		assumeFalse(this.server.isStandIn(), "The stand-in has no optimistic transactions: it locks");
		AtomicInteger attempts = new AtomicInteger();
		try (TiDBClient other = this.server.client(Map.of())) {
			this.tidb.inTransactionWithoutResult(
					TransactionOptions.defaults().optimistic().retryDelay(Duration.ofMillis(10)), (tx) -> {
						int before = balance(tx, 1);
						if (attempts.incrementAndGet() == 1) {
							other.sql("UPDATE account SET balance = 50 WHERE id = 1").update();
						}
						tx.sql("UPDATE account SET balance = ? WHERE id = 1").param(before + 1).update();
					});
		}
		assertThat(attempts).hasValue(2);
		assertThat(balance(this.tidb, 1)).isEqualTo(51);
	}

	@Test
	void readFromThePastSeesTheEarlierState() throws InterruptedException {
		assumeFalse(this.server.isStandIn(), "The stand-in does not read from the past");
		Thread.sleep(100);
		Instant before = this.tidb.sql("SELECT NOW(6)").query(Timestamp.class).single().toInstant();
		Thread.sleep(100);
		this.tidb.sql("UPDATE account SET balance = 1 WHERE id = 1").update();
		int then = this.tidb.inTransaction(TransactionOptions.defaults().readOnly().asOf(before),
				(tx) -> balance(tx, 1));
		assertThat(then).isEqualTo(100);
		assertThat(balance(this.tidb, 1)).isEqualTo(1);
	}

	@Test
	void errorsAreSprings() {
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.tidb.sql("INSERT INTO account (id, balance) VALUES (1, 0)").update());
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.tidb.sql("INSERT INTO account (id, balance) VALUES (3, NULL)").update());
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.tidb.sql("INSERT INTO account VALUES (3, 0, 'longer than five')").update());
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> this.tidb.sql("SELECT * FROM no_such_table").query().listOfRows());
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> this.tidb.sql("SELECT no_such_column FROM account").query().listOfRows());
	}

	@Test
	@Requires(Capability.VECTOR)
	void wrongVectorIsRefused() {
		this.tidb.sql("DROP TABLE IF EXISTS vectors").update();
		this.tidb.sql("CREATE TABLE vectors (id BIGINT PRIMARY KEY, v VECTOR(2))").update();
		for (String vector : new String[] { "[1,2,3]", "[1,", "nothing", "[1,NaN]" }) {
			assertThatExceptionOfType(DataAccessException.class).as(vector)
				.isThrownBy(() -> this.tidb.sql("INSERT INTO vectors VALUES (1, ?)").param(vector).update());
		}
		this.tidb.sql("INSERT INTO vectors VALUES (1, ?)").param("[1, 2]").update();
		assertThat(this.tidb.sql("SELECT VEC_AS_TEXT(v) FROM vectors").query(String.class).single()).isEqualTo("[1,2]");
	}

	private static int balance(TiDBClient client, long id) {
		return client.sql("SELECT balance FROM account WHERE id = ?").param(id).query(Integer.class).single();
	}

}
