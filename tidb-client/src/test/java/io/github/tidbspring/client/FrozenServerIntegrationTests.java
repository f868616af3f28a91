package io.github.tidbspring.client;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.github.tidbspring.test.WaitingTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.ThrowingFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * A server that no longer answers: a timeout that somebody asked for holds all the same.
 */
@ContractTests
class FrozenServerIntegrationTests {

	/** One second of timeout, five of grace, and time for a machine that is busy. */
	private static final Duration AT_MOST = Duration.ofSeconds(25);

	private static final TransactionOptions ONE_SECOND = TransactionOptions.defaults().timeout(Duration.ofSeconds(1));

	private static final AtomicInteger TABLES = new AtomicInteger();

	private final ContractServer server;

	private final String table = "frozen_" + TABLES.incrementAndGet();

	private FreezingProxy proxy;

	private TiDBClient tidb;

	FrozenServerIntegrationTests(ContractServer server) {
		this.server = server;
	}

	@BeforeEach
	void connectThroughProxy() throws Exception {
		TiDBClient direct = this.server.client();
		direct.sql("CREATE TABLE " + this.table + " (id BIGINT PRIMARY KEY)").update();
		URI place;
		try (Connection connection = direct.dataSource().getConnection()) {
			place = URI.create(connection.getMetaData().getURL().substring("jdbc:".length()));
		}
		HikariDataSource pool = direct.dataSource().unwrap(HikariDataSource.class);
		this.proxy = new FreezingProxy(place.getHost(), place.getPort());
		this.tidb = TiDBClient
			.builder((connection) -> connection.host("127.0.0.1")
				.port(this.proxy.port())
				.username(pool.getUsername())
				.password(pool.getPassword())
				.database(direct.databases().current())
				.pool((config) -> config.setMaximumPoolSize(2)))
			.build();
		// Both are there before the server freezes: one that was still being opened would
		// keep a test waiting for the pool's own timeout.
		try (Connection one = this.tidb.dataSource().getConnection();
				Connection other = this.tidb.dataSource().getConnection()) {
			assertThat(one.isValid(5) && other.isValid(5)).isTrue();
		}
	}

	@AfterEach
	void close() throws Exception {
		this.proxy.close();
		this.tidb.close();
	}

	@WaitingTest
	void statementOfATransactionWithATimeoutEnds() {
		assertTimeoutPreemptively(AT_MOST, () -> assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(ONE_SECOND, (tx) -> {
				insert(tx, 1);
				this.proxy.freeze();
				insert(tx, 2);
			})));
		assertThat(count()).isZero();
	}

	@WaitingTest
	void beginOfATransactionWithATimeoutEnds() {
		this.proxy.freeze();
		assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(ONE_SECOND.maxRetries(0), (tx) -> insert(tx, 1))));
	}

	@WaitingTest
	void commitOfATransactionWithATimeoutEndsAndItsOutcomeIsUnknown() {
		assertTimeoutPreemptively(AT_MOST, () -> assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(ONE_SECOND, (tx) -> {
				insert(tx, 1);
				this.proxy.freeze();
			})));
	}

	@WaitingTest
	void rollbackOfATransactionWithATimeoutEnds() {
		assertTimeoutPreemptively(AT_MOST, () -> assertThatIllegalStateException()
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(ONE_SECOND, (tx) -> {
				insert(tx, 1);
				this.proxy.freeze();
				throw new IllegalStateException("Roll back");
			}))
			.withMessage("Roll back"));
		assertThat(count()).isZero();
	}

	@WaitingTest
	void statementInATransactionOfSpringWithATimeoutEnds() {
		TransactionTemplate template = new TransactionTemplate(
				new DataSourceTransactionManager(this.tidb.dataSource()));
		template.setTimeout(2);
		assertTimeoutPreemptively(AT_MOST, () -> assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> template.executeWithoutResult((status) -> {
				insert(this.tidb, 1);
				this.proxy.freeze();
				insert(this.tidb, 2);
			})));
		assertThat(count()).isZero();
	}

	@WaitingTest
	void statementWithAQueryTimeoutEnds() {
		this.proxy.freeze();
		assertTimeoutPreemptively(AT_MOST, () -> assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.tidb.sql("SELECT ?").withQueryTimeout(1).param(1).query(Integer.class).single()));
	}

	@WaitingTest
	void statementWithAQueryTimeoutInATransactionWithoutOneEnds() {
		assertTimeoutPreemptively(AT_MOST, () -> assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
				insert(tx, 1);
				this.proxy.freeze();
				tx.sql("SELECT ?").param(1).withQueryTimeout(1).query(Integer.class).single();
			})));
	}

	@WaitingTest
	void statementWithAQueryTimeoutInAnotherDatabaseEnds() {
		assertTimeoutPreemptively(AT_MOST, () -> assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
				TiDBClient other = tx.withDatabase("information_schema");
				other.sql("SELECT 1").query(Integer.class).single();
				this.proxy.freeze();
				other.sql("SELECT ?").param(1).withQueryTimeout(1).query(Integer.class).single();
			})));
	}

	@WaitingTest
	void changeToAnotherDatabaseInATransactionWithATimeoutEnds() {
		assertTimeoutPreemptively(AT_MOST, () -> assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(ONE_SECOND, (tx) -> {
				insert(tx, 1);
				this.proxy.freeze();
				tx.withDatabase("information_schema").sql("SELECT 1").query(Integer.class).single();
			})));
	}

	@WaitingTest
	void whenAStatementHadAQueryTimeoutThenALaterTransactionWaitsAsBefore() {
		this.tidb.inTransactionWithoutResult((tx) -> {
			for (TiDBClient client : List.of(tx, tx.withDatabase("information_schema"))) {
				int before = waiting(tx);
				client.sql("SELECT ?").param(1).withQueryTimeout(1).query((row, number) -> {
					assertThat(waiting(tx)).isEqualTo(6000);
					return 1;
				}).single();
				assertThat(waiting(tx)).isEqualTo(before);
				assertThatExceptionOfType(DataAccessException.class)
					.isThrownBy(() -> client.sql("SELECT no_such_column_of(?)")
						.param(1)
						.withQueryTimeout(1)
						.query(Integer.class)
						.single());
				assertThat(waiting(tx)).as("after one that failed").isEqualTo(before);
				try (Stream<Integer> rows = client.sql("SELECT ?")
					.param(1)
					.withQueryTimeout(1)
					.query(Integer.class)
					.stream()) {
					assertThat(rows).hasSize(1);
				}
				assertThat(waiting(tx)).as("after a stream").isEqualTo(before);
			}
		});
	}

	private static int waiting(TiDBClient tx) {
		DataSource dataSource = tx.dataSource();
		Connection connection = DataSourceUtils.getConnection(dataSource);
		try {
			return connection.getNetworkTimeout();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, dataSource);
		}
	}

	@WaitingTest
	void whatTheConnectionWaitedBeforeIsPutBack() throws SQLException {
		try (Connection connection = this.tidb.dataSource().getConnection()) {
			connection.setNetworkTimeout(Runnable::run, 1_000_000);
			TiDBClient single = TiDBClient.create(new SingleConnectionDataSource(connection, true));
			int inside = single.inTransaction(ONE_SECOND, ThrowingFunction.of((tx) -> connection.getNetworkTimeout()));
			assertThat(inside).isEqualTo(6000);
			assertThat(connection.getNetworkTimeout()).isEqualTo(1_000_000);
			assertThatIllegalStateException().isThrownBy(() -> single.inTransactionWithoutResult(ONE_SECOND, (tx) -> {
				throw new IllegalStateException("Roll back");
			}));
			assertThat(connection.getNetworkTimeout()).isEqualTo(1_000_000);
			single.sql("SELECT :x").withQueryTimeout(1).param("x", 1).query((row, number) -> {
				assertThat(connection.getNetworkTimeout()).isEqualTo(6000);
				return 1;
			}).single();
			assertThat(connection.getNetworkTimeout()).isEqualTo(1_000_000);
			assertThatIllegalStateException()
				.isThrownBy(() -> single.sql("SELECT ?").param(1).withQueryTimeout(1).query((row, number) -> {
					throw new IllegalStateException("A row that cannot be read");
				}).list());
			assertThat(connection.getNetworkTimeout()).isEqualTo(1_000_000);
			TransactionTemplate template = new TransactionTemplate(
					new DataSourceTransactionManager(single.dataSource()));
			template.setTimeout(60);
			template.executeWithoutResult((status) -> insert(single, 7));
			assertThat(connection.getNetworkTimeout()).isEqualTo(1_000_000);
		}
	}

	private int insert(TiDBClient tx, long id) {
		return tx.sql("INSERT INTO " + this.table + " VALUES (?)").param(id).update();
	}

	private int count() {
		return this.server.client().sql("SELECT COUNT(*) FROM " + this.table).query(Integer.class).single();
	}

}
