package io.github.tidbspring.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import io.github.tidbspring.test.StatementRecording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the driver's defaults of ours do, measured on the server.
 */
@ExtendWith(SharedDevServer.class)
@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
		disabledReason = "what reaches the server is read in MariaDB's general log")
class DriverDefaultsIntegrationTests {

	private static TiDBDevServer server;

	private static Admin admin;

	private static TiDBClient client;

	@BeforeAll
	static void start(TiDBDevServer shared) {
		server = shared;
		admin = new Admin(server);
		client = client(ConnectionSettings.builder());
		client.sql("CREATE TABLE numbers (id BIGINT PRIMARY KEY, name VARCHAR(100))").update();
		admin.logStatements();
	}

	@AfterAll
	static void stop() {
		if (client != null) {
			admin.logNoStatements();
			client.sql("DROP TABLE numbers").update();
			client.close();
		}
	}

	@Test
	void batchIsSentAsFewStatements() {
		JdbcTemplate jdbcTemplate = new JdbcTemplate(client.dataSource());
		List<Object[]> rows = IntStream.range(0, 200).mapToObj((i) -> new Object[] { i, "name " + i }).toList();
		long connection = inOneConnection(() -> jdbcTemplate.batchUpdate("INSERT INTO numbers VALUES (?, ?)", rows));
		assertThat(inserts(connection)).hasSizeLessThan(10)
			.allSatisfy((statement) -> assertThat(statement).contains("),("));
		assertThat(client.sql("SELECT COUNT(*) FROM numbers WHERE id < 200").query(Integer.class).single())
			.isEqualTo(200);
	}

	@Test
	void batchOfUpsertsIsSentAsFewStatements() {
		JdbcTemplate jdbcTemplate = new JdbcTemplate(client.dataSource());
		List<Object[]> rows = IntStream.range(1000, 1200).mapToObj((i) -> new Object[] { i, "name " + i }).toList();
		long connection = inOneConnection(() -> jdbcTemplate
			.batchUpdate("INSERT INTO numbers VALUES (?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name)", rows));
		assertThat(inserts(connection)).hasSizeLessThan(10);
		assertThat(
				client.sql("SELECT COUNT(*) FROM numbers WHERE id BETWEEN 1000 AND 1199").query(Integer.class).single())
			.isEqualTo(200);
	}

	@Test
	void whenRewritingIsSwitchedOffThenEachRowIsAStatement() {
		try (TiDBClient plain = client(
				ConnectionSettings.builder().driverProperty("rewriteBatchedStatements", "false"))) {
			JdbcTemplate jdbcTemplate = new JdbcTemplate(plain.dataSource());
			List<Object[]> rows = IntStream.range(2000, 2020).mapToObj((i) -> new Object[] { i, "name " + i }).toList();
			long connection = inOneConnection(plain,
					() -> jdbcTemplate.batchUpdate("INSERT INTO numbers VALUES (?, ?)", rows));
			assertThat(inserts(connection)).hasSizeGreaterThanOrEqualTo(20);
		}
	}

	@Test
	void statementIsPreparedOnceByTheServerAndRunManyTimes() {
		Map<String, Long> counts = inTransaction(() -> {
			Map<String, Long> before = counters();
			for (int i = 0; i < 10; i++) {
				client.sql("SELECT name FROM numbers WHERE id = :id").param("id", i).query(String.class).list();
			}
			Map<String, Long> after = counters();
			return Map.of("prepared", after.get("Com_stmt_prepare") - before.get("Com_stmt_prepare"), "executed",
					after.get("Com_stmt_execute") - before.get("Com_stmt_execute"), "closed",
					after.get("Com_stmt_close") - before.get("Com_stmt_close"));
		});
		assertThat(counts.get("prepared")).isLessThanOrEqualTo(2);
		assertThat(counts.get("executed")).isGreaterThanOrEqualTo(10);
		assertThat(counts.get("closed")).isZero();
	}

	@Test
	void readOnlyTransactionDoesNotTellTheServer() {
		TransactionTemplate transaction = transaction();
		transaction.setReadOnly(true);
		long connection = Objects.requireNonNull(transaction.execute((status) -> {
			assertThat(client.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			return connectionId(client);
		}));
		assertThat(admin.statementsOf(connection)).isNotEmpty()
			.noneMatch((statement) -> statement.toUpperCase(Locale.ROOT).contains("READ ONLY"));
	}

	@Test
	void connectionCanBeSetReadOnlyAndBack() throws SQLException {
		try (Connection connection = client.dataSource().getConnection()) {
			connection.setReadOnly(true);
			assertThat(connection.isReadOnly()).isTrue();
			connection.setReadOnly(false);
			assertThat(connection.isReadOnly()).isFalse();
		}
	}

	@Test
	void isolationLevelIsSentOnlyWhenItChanges() {
		TransactionTemplate transaction = transaction();
		transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		long connection = 0;
		for (int i = 0; i < 5; i++) {
			connection = Objects.requireNonNull(transaction.execute((status) -> connectionId(client)));
		}
		assertThat(admin.statementsOf(connection))
			.filteredOn((statement) -> statement.toUpperCase(Locale.ROOT).contains("ISOLATION LEVEL"))
			.hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void connectionUsesTiDBsOwnCollation() {
		assertThat(client.sql("SELECT @@character_set_client, @@collation_connection").query().singleRow().values())
			.containsExactly("utf8mb4", "utf8mb4_bin");
		assertThat(client.sql("SELECT ?").param("ü密🔑").query(String.class).single()).isEqualTo("ü密🔑");
	}

	@Test
	void sessionIsInUtc() {
		assertThat(client.sql("SELECT @@time_zone").query(String.class).single()).isEqualTo("+00:00");
	}

	@Test
	void statementTimesOut() {
		assertThatExceptionOfType(QueryTimeoutException.class)
			.isThrownBy(() -> client.sql("SELECT SLEEP(60)").withQueryTimeout(1).query().singleValue());
		JdbcTemplate jdbcTemplate = new JdbcTemplate(client.dataSource());
		jdbcTemplate.setQueryTimeout(1);
		assertThatExceptionOfType(QueryTimeoutException.class)
			.isThrownBy(() -> jdbcTemplate.queryForObject("SELECT SLEEP(60)", Integer.class));
		assertThat(client.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
	}

	@Test
	void whenThereAreSeveralHostsThenStatementTimesOutToo() {
		String url = "jdbc:mysql://%s:%s@127.0.0.1:%s,127.0.0.1:%s/test".formatted(server.username(),
				URLEncoder.encode(server.password(), StandardCharsets.UTF_8), server.port(), server.port());
		try (TiDBClient several = TiDBClient.create(url)) {
			assertThatExceptionOfType(QueryTimeoutException.class)
				.isThrownBy(() -> several.sql("SELECT SLEEP(60)").withQueryTimeout(1).query().singleValue());
			assertThat(several.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
		}
	}

	@Test
	void transactionTimesOut() {
		TransactionTemplate transaction = transaction();
		transaction.setTimeout(1);
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> transaction
			.executeWithoutResult((status) -> client.sql("SELECT SLEEP(60)").query().singleValue()));
	}

	@Test
	void whenOneRowOfABatchIsADuplicateThenTheFailureIsSprings() {
		JdbcTemplate jdbcTemplate = new JdbcTemplate(client.dataSource());
		List<Object[]> rows = List.of(new Object[] { 5000, "a" }, new Object[] { 5000, "b" });
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> jdbcTemplate.batchUpdate("INSERT INTO numbers VALUES (?, ?)", rows));
	}

	private static List<String> inserts(long connection) {
		return admin.statementsOf(connection)
			.stream()
			.filter((statement) -> statement.startsWith("INSERT") && !statement.contains("?"))
			.toList();
	}

	private static long inOneConnection(Runnable work) {
		return inOneConnection(client, work);
	}

	private static long inOneConnection(TiDBClient tidb, Runnable work) {
		TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(tidb.dataSource()));
		return Objects.requireNonNull(transaction.execute((status) -> {
			work.run();
			return connectionId(tidb);
		}));
	}

	private static <T> T inTransaction(Supplier<T> work) {
		return Objects.requireNonNull(transaction().execute((status) -> work.get()));
	}

	private static TransactionTemplate transaction() {
		return new TransactionTemplate(new DataSourceTransactionManager(client.dataSource()));
	}

	private static long connectionId(TiDBClient tidb) {
		return tidb.sql("SELECT CONNECTION_ID()").query(Long.class).single();
	}

	private static Map<String, Long> counters() {
		return client.sql("SHOW STATUS LIKE 'Com_stmt_%'")
			.query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static TiDBClient client(ConnectionSettings.Builder connection) {
		return TiDBClient.builder(connection.databaseUrl(server.url()).build())
			.decorateDataSource((pool) -> StatementRecording.record(server.wrap(pool)))
			.build();
	}

}
