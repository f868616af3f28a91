package io.github.tidbspring.client;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.transaction.TransactionOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.InvalidResultSetAccessException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Failures as users of Spring expect them, wherever they come up.
 */
@ContractTests
class ErrorsContractIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	private final AtomicInteger kills = new AtomicInteger();

	ErrorsContractIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@BeforeEach
	void createTable() {
		this.tidb.sql("DROP TABLE IF EXISTS account").update();
		this.tidb.sql("CREATE TABLE account (id BIGINT PRIMARY KEY, balance INT NOT NULL)").update();
		this.tidb.sql("INSERT INTO account VALUES (1, 100), (2, 0)").update();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void statementThatTakesTooLongIsAQueryTimeout(boolean preparedOnServer) {
		try (TiDBClient client = this.server.client(Map.of("useServerPrepStmts", String.valueOf(preparedOnServer)))) {
			// The second is the statement's: on a busy machine a first connection could
			// take all of it.
			client.sql("SELECT 1").query(Integer.class).single();
			TransactionOptions oneSecond = TransactionOptions.defaults().timeout(Duration.ofSeconds(1));
			assertWaitingForALockTimesOut(() -> client.inTransactionWithoutResult(oneSecond, (tx) -> update(tx)));
			assertWaitingForALockTimesOut(() -> client.sql("UPDATE account SET balance = 1 WHERE id = ?")
				.param(1)
				.withQueryTimeout(1)
				.update());
			TransactionTemplate template = new TransactionTemplate(
					new DataSourceTransactionManager(client.dataSource()));
			template.setTimeout(1);
			assertWaitingForALockTimesOut(() -> template.executeWithoutResult((status) -> update(client)));
		}
	}

	/** While somebody else has the lock. */
	private void assertWaitingForALockTimesOut(Runnable work) {
		this.tidb.inTransactionWithoutResult((tx) -> {
			update(tx);
			assertThat(inAnotherThread(work)).isInstanceOf(QueryTimeoutException.class);
		});
	}

	private static Throwable inAnotherThread(Runnable work) {
		Throwable[] failure = new Throwable[1];
		Thread other = new Thread(() -> failure[0] = catchThrowable(work::run));
		other.start();
		try {
			other.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return failure[0];
	}

	private static void update(TiDBClient tx) {
		tx.sql("UPDATE account SET balance = balance + 1 WHERE id = ?").param(1).update();
	}

	@Test
	void statementThatTheServerEndsIsAQueryTimeoutInListAndStream() {
		assumeFalse(this.server.isStandIn(), "MariaDB limits statements otherwise");
		String hinted = "SELECT /*+ MAX_EXECUTION_TIME(300) */ SLEEP(2), id FROM account";
		assertThatExceptionOfType(QueryTimeoutException.class)
			.isThrownBy(() -> this.tidb.sql(hinted).query().listOfRows());
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> {
			try (Stream<Integer> rows = this.tidb.sql(hinted).query((row, number) -> row.getInt(1)).stream()) {
				rows.toList();
			}
		});
	}

	@Test
	void streamThatBreaksThrowsWhatAListWould() {
		for (int rows = 1; rows <= 10_000; rows *= 2) {
			this.tidb.sql("INSERT INTO account SELECT id + ?, balance FROM account").param(2 * rows).update();
		}
		assertThat(catchThrowable(() -> this.tidb.inTransactionWithoutResult((tx) -> {
			long connection = tx.sql("SELECT CONNECTION_ID()").query(Long.class).single();
			try (Stream<String> names = tx.sql("SELECT REPEAT('x', 1000) FROM account a, account b LIMIT 1000000")
				.withFetchSize(Integer.MIN_VALUE)
				.query(String.class)
				.stream()) {
				names.forEach((name) -> killOnce(connection));
			}
		}))).isInstanceOf(DataAccessException.class).isNotInstanceOf(InvalidResultSetAccessException.class);
	}

	private void killOnce(long connection) {
		if (this.kills.incrementAndGet() == 1) {
			try (TiDBClient other = this.server.client(Map.of())) {
				other.sql("KILL " + connection).update();
			}
		}
	}

	@Test
	void duplicateThatIsFoundLateIsADuplicateKey() {
		assumeFalse(this.server.isStandIn(), "The stand-in has no lazy checks");
		TransactionOptions once = TransactionOptions.defaults().maxRetries(0);
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(once.optimistic(),
					(tx) -> tx.sql("INSERT INTO account VALUES (1, 1)").update()));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(once, (tx) -> {
				tx.sql("SET SESSION tidb_constraint_check_in_place_pessimistic = 0").update();
				tx.sql("COMMIT").update();
				tx.sql("BEGIN PESSIMISTIC").update();
				try {
					tx.sql("INSERT INTO account VALUES (1, 1)").update();
				}
				finally {
					tx.sql("SET SESSION tidb_constraint_check_in_place_pessimistic = 1").update();
				}
			}));
	}

	@Test
	void whatIsNotPermittedSaysSo() throws SQLException {
		this.tidb.sql("CREATE USER IF NOT EXISTS 'reader'@'%' IDENTIFIED BY 'reader'").update();
		String database = this.tidb.databases().current();
		this.tidb.sql("GRANT SELECT ON `" + database + "`.* TO 'reader'@'%'").update();
		URI place = place();
		try (TiDBClient reader = TiDBClient
			.builder((connection) -> connection.host(place.getHost())
				.port(place.getPort())
				.username("reader")
				.password("reader")
				.database(database))
			.build()) {
			assertThatExceptionOfType(PermissionDeniedDataAccessException.class)
				.isThrownBy(() -> reader.sql("INSERT INTO account VALUES (3, 3)").update())
				.withMessageContaining("denied")
				.withMessageContaining("account");
		}
		finally {
			this.tidb.sql("DROP USER 'reader'@'%'").update();
		}
	}

	private URI place() throws SQLException {
		try (Connection connection = this.tidb.dataSource().getConnection()) {
			return URI.create(connection.getMetaData().getURL().substring("jdbc:".length()));
		}
	}

	@Test
	void valueThatIsMissingOrOfNoUseIsBadData() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.tidb.sql("INSERT INTO account (id) VALUES (3)").update());
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.tidb.sql("INSERT INTO account VALUES (3, 'x')").update());
	}

	@Test
	void rowThatIsTooLargeIsBadDataAndTheLimitIsSaid() {
		assumeFalse(this.server.isStandIn(), "The stand-in has no such limit");
		this.tidb.sql("CREATE TABLE IF NOT EXISTS contents (id BIGINT PRIMARY KEY, content MEDIUMBLOB)").update();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.tidb.sql("INSERT INTO contents VALUES (1, ?)").param(new byte[7 << 20]).update())
			.withMessageContaining("6 MiB");
	}

	@Test
	void readFromTheFutureIsRefusedAsSuch() {
		assumeFalse(this.server.isStandIn(), "The stand-in does not read from the past");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.tidb.inTransaction(
					TransactionOptions.defaults().readOnly().asOf(Instant.now().plusSeconds(3600)),
					(tx) -> tx.sql("SELECT 1").query(Integer.class).single()))
			.withMessageContaining("AS OF TIMESTAMP")
			.withMessageContaining("passed");
	}

	@Test
	void whenThereIsNoDatabaseThenThatAndWhatToDoIsSaid() {
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			pool.setJdbcUrl(pool.getJdbcUrl().replaceFirst("(//[^/]*/)[^?]*", "$1"));
			TiDBClient none = TiDBClient.create(pool);
			assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
				.isThrownBy(() -> none.sql("SELECT * FROM account").query().listOfRows())
				.withMessageContainingAll("No database selected", "withDatabase(…)");
		}
	}

	@Test
	void writingInATransactionThatOnlyReadsIsRefusedAsSuch() {
		assertWritingIsRefused(this.tidb, TransactionOptions.defaults().readOnly());
	}

	@Test
	void writingWhereOneReadsFromThePastIsRefusedAsSuch() {
		assumeFalse(this.server.isStandIn(), "a stand-in cannot read the past");
		TransactionOptions past = TransactionOptions.defaults().staleBy(Duration.ofMillis(1));
		assertWritingIsRefused(this.tidb, past);
		// The driver is not told there, and the server refuses.
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			assertWritingIsRefused(TiDBClient.create(pool), past);
		}
	}

	private static void assertWritingIsRefused(TiDBClient client, TransactionOptions options) {
		for (Consumer<TiDBClient> work : List.<Consumer<TiDBClient>>of(
				(tx) -> tx.sql("INSERT INTO account VALUES (3, 0)").update(),
				(tx) -> tx.sql("UPDATE account SET balance = ? WHERE id = 1").param(1).update(),
				(tx) -> tx.sql("DELETE FROM account").update())) {
			assertThat(catchThrowable(() -> client.inTransactionWithoutResult(options, work)))
				.isInstanceOf(InvalidDataAccessApiUsageException.class)
				.hasMessageContaining("read-only");
		}
		assertThat(client.sql("SELECT SUM(balance) FROM account").query(Long.class).single()).isEqualTo(100);
	}

	@Test
	void lockOfARowInThePastIsRefused() {
		assumeFalse(this.server.isStandIn(), "a stand-in cannot read the past");
		TransactionOptions past = TransactionOptions.defaults().staleBy(Duration.ofMillis(1));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.tidb.inTransaction(past,
					(tx) -> tx.sql("SELECT id FROM account WHERE id = 1 FOR UPDATE").query(Long.class).list()));
	}

	@Test
	void lockThatIsNeverFreedDoesNotTakeLongerThanAsked() {
		TransactionOptions bounded = TransactionOptions.defaults().pessimistic().retryTimeout(Duration.ofSeconds(5));
		try (TiDBClient client = this.server.client(Map.of("sessionVariables", "innodb_lock_wait_timeout=3"))) {
			client.sql("SELECT 1").query(Integer.class).single();
			this.tidb.inTransactionWithoutResult((holding) -> {
				update(holding);
				long start = System.nanoTime();
				assertThat(inAnotherThread(
						() -> client.inTransactionWithoutResult(bounded, ErrorsContractIntegrationTests::update)))
					.isInstanceOf(CannotAcquireLockException.class)
					.hasMessageContaining("2 attempts");
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(11));
			});
		}
	}

	@Test
	void firstRunIsBoundedTooWhereSomebodyAskedForIt() {
		TransactionOptions twoSeconds = TransactionOptions.defaults().retryTimeout(Duration.ofSeconds(2));
		this.tidb.inTransactionWithoutResult((holding) -> {
			update(holding);
			long start = System.nanoTime();
			assertThat(inAnotherThread(
					() -> this.tidb.inTransactionWithoutResult(twoSeconds, ErrorsContractIntegrationTests::update)))
				.isInstanceOf(QueryTimeoutException.class);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
		});
	}

}
