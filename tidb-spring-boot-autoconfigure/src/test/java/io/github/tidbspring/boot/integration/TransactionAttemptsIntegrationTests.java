package io.github.tidbspring.boot.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Transactions of {@link TiDBClient} that really meet each other.
 */
@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=none" })
class TransactionAttemptsIntegrationTests {

	private static final TransactionOptions QUICK = TransactionOptions.defaults().retryDelay(Duration.ofMillis(5));

	private static final long SECONDS = 60;

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private JdbcTemplate jdbcTemplate;

	private final AtomicInteger attempts = new AtomicInteger();

	@BeforeEach
	void createTable() {
		this.tidb.sql("CREATE TABLE account (id BIGINT PRIMARY KEY, balance INT NOT NULL)").update();
		this.tidb.sql("INSERT INTO account VALUES (1, 100), (2, 100)").update();
	}

	@AfterEach
	void dropTable() {
		this.tidb.sql("DROP TABLE account").update();
	}

	@Test
	void whenTwoTransactionsDeadlockThenOneIsRetriedAndBothAreCommitted() {
		CyclicBarrier bothHoldOne = new CyclicBarrier(2);
		CompletableFuture<Void> other = CompletableFuture.runAsync(() -> add(2, 1, bothHoldOne));
		add(1, 2, bothHoldOne);
		other.orTimeout(SECONDS, TimeUnit.SECONDS).join();
		assertThat(this.attempts).hasValue(3);
		assertThat(balance(1)).isEqualTo(102);
		assertThat(balance(2)).isEqualTo(102);
	}

	private void add(long first, long second, CyclicBarrier bothHoldOne) {
		AtomicInteger run = new AtomicInteger();
		this.tidb.inTransactionWithoutResult(QUICK, (tx) -> {
			this.attempts.incrementAndGet();
			add(tx, first);
			if (run.incrementAndGet() == 1) {
				await(bothHoldOne);
			}
			add(tx, second);
		});
	}

	@Test
	void whenALockIsNotFreedInTimeThenTheWorkIsRetriedWithNothingDoneTwice() {
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch waited = new CountDownLatch(1);
		CompletableFuture<Void> other = CompletableFuture.runAsync(() -> this.tidb.inTransactionWithoutResult((tx) -> {
			add(tx, 2);
			locked.countDown();
			await(waited);
		}));
		await(locked);
		this.tidb.inTransactionWithoutResult(QUICK.onRetry((retry) -> {
			waited.countDown();
			other.orTimeout(SECONDS, TimeUnit.SECONDS).join();
		}), (tx) -> {
			this.attempts.incrementAndGet();
			tx.sql("SET SESSION innodb_lock_wait_timeout = 1").update();
			try {
				add(tx, 1);
				add(tx, 2);
			}
			finally {
				tx.sql("SET SESSION innodb_lock_wait_timeout = 50").update();
			}
		});
		assertThat(this.attempts).hasValue(2);
		assertThat(balance(1)).isEqualTo(101);
		assertThat(balance(2)).isEqualTo(102);
	}

	@Test
	void whenTheConnectionIsKilledThenTheOutcomeOfCommitIsUnknownAndThePoolRecovers() {
		assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(QUICK.idempotent(), (tx) -> {
				this.attempts.incrementAndGet();
				add(tx, 1);
				long connection = tx.sql("SELECT CONNECTION_ID()").query(Long.class).single();
				CompletableFuture.runAsync(() -> this.tidb.sql("KILL " + connection).update())
					.orTimeout(SECONDS, TimeUnit.SECONDS)
					.join();
			}));
		assertThat(this.attempts).hasValue(1);
		this.tidb.inTransactionWithoutResult((tx) -> add(tx, 2));
		assertThat(balance(2)).isEqualTo(101);
	}

	@Test
	void modesAndIsolationLastForOneTransaction() {
		String settings = "SELECT CONCAT(@@autocommit, ' ', @@transaction_isolation)";
		String before = this.tidb.sql(settings).query(String.class).single();
		this.tidb.inTransactionWithoutResult(QUICK.optimistic(), (tx) -> add(tx, 1));
		this.tidb.inTransactionWithoutResult(QUICK.pessimistic(), (tx) -> add(tx, 1));
		this.tidb.inTransactionWithoutResult(QUICK.isolation(Isolation.READ_COMMITTED), (tx) -> add(tx, 1));
		assertThat(balance(1)).isEqualTo(103);
		assertThat(this.tidb.sql(settings).query(String.class).single()).isEqualTo(before);
	}

	@Test
	void whenWorkInAModeFailsThenItIsRolledBack() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(QUICK.optimistic(), (tx) -> {
				add(tx, 1);
				throw new IllegalStateException("Roll back");
			}));
		assertThat(balance(1)).isEqualTo(100);
	}

	@Test
	void thePastIsReadWithoutAParameterOrATimeZone() {
		TransactionOptions options = TransactionOptions.defaults().readOnly();
		for (TransactionOptions past : new TransactionOptions[] { options.asOf(Instant.now().minusSeconds(2)),
				options.staleBy(Duration.ofSeconds(2)), options.staleByAtMost(Duration.ofSeconds(2)) }) {
			int one = this.tidb.inTransaction(past, (tx) -> tx.sql("SELECT 1").query(Integer.class).single());
			assertThat(one).isEqualTo(1);
		}
		this.tidb.inTransactionWithoutResult((tx) -> add(tx, 1));
		assertThat(balance(1)).isEqualTo(101);
	}

	@Test
	void whenReadOnlyWorkWritesThenTheDriverRefusesAndTheConnectionCanWriteAfterwards() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(TransactionOptions.defaults().readOnly(), (tx) -> {
				this.attempts.incrementAndGet();
				add(tx, 1);
			}));
		assertThat(this.attempts).hasValue(1);
		this.tidb.inTransactionWithoutResult((tx) -> add(tx, 1));
		assertThat(balance(1)).isEqualTo(101);
	}

	@Test
	void clientAndJdbcTemplateTranslateAlike() {
		String duplicate = "INSERT INTO account VALUES (1, 0)";
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.tidb.sql(duplicate).update());
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.jdbcTemplate.update(duplicate));
	}

	private static int add(TiDBClient tx, long id) {
		return tx.sql("UPDATE account SET balance = balance + 1 WHERE id = ?").param(id).update();
	}

	private int balance(long id) {
		return this.tidb.sql("SELECT balance FROM account WHERE id = ?").param(id).query(Integer.class).single();
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(SECONDS, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
