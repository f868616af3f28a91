package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import io.github.tidbspring.test.StatementRecording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A transaction is shared by all that use its {@code DataSource}.
 */
@ExtendWith(SharedDevServer.class)
class TransactionIntegrationTests {

	private static final String DATABASE = "transaction_tests";

	private static TiDBDevServer server;

	private static TiDBClient client;

	@BeforeAll
	static void start(TiDBDevServer shared) {
		server = shared;
		client = TiDBClient
			.builder((connection) -> connection.databaseUrl(SharedDevServer.url(server, DATABASE)).ensureDatabase(true))
			.decorateDataSource((pool) -> StatementRecording.record(server.wrap(pool)))
			.build();
	}

	@AfterAll
	static void stop() {
		if (client != null) {
			client.databases().drop(DATABASE);
			client.close();
		}
	}

	@BeforeEach
	void createTable() {
		client.sql("CREATE TABLE notes (id BIGINT PRIMARY KEY, title VARCHAR(100))").update();
	}

	@AfterEach
	void dropTable() {
		client.sql("DROP TABLE notes").update();
	}

	@Test
	void jdbcTemplateAndClientSeeEachOthersRowsAndRollBackTogether() {
		shareOneTransaction(client, client.dataSource());
	}

	@Test
	void whenDataSourceIsGivenThenItsTransactionsAreShared() {
		shareOneTransaction(TiDBClient.create(client.dataSource()), client.dataSource());
	}

	@Test
	void whenDataSourceIsTransactionAwareThenItsTransactionsAreShared() {
		shareOneTransaction(TiDBClient.create(new TransactionAwareDataSourceProxy(client.dataSource())),
				client.dataSource());
	}

	@Test
	void whenDataSourceIsLazyThenItsTransactionsAreShared() {
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
		lazy.setTargetDataSource(client.dataSource());
		lazy.setDefaultAutoCommit(true);
		lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		shareOneTransaction(TiDBClient.create(lazy), lazy);
	}

	private static void shareOneTransaction(TiDBClient tidb, DataSource dataSource) {
		JdbcTemplate jdbcTemplate = new JdbcTemplate(dataSource);
		new TransactionTemplate(new DataSourceTransactionManager(dataSource)).executeWithoutResult((status) -> {
			jdbcTemplate.update("INSERT INTO notes VALUES (1, 'by JdbcTemplate')");
			assertThat(titles(tidb)).containsExactly("by JdbcTemplate");
			tidb.sql("INSERT INTO notes VALUES (2, ?)").param("by TiDBClient").update();
			assertThat(jdbcTemplate.queryForList("SELECT title FROM notes ORDER BY id", String.class))
				.containsExactly("by JdbcTemplate", "by TiDBClient");
			assertThat(tidb.sql("SELECT CONNECTION_ID()").query(Long.class).single())
				.isEqualTo(jdbcTemplate.queryForObject("SELECT CONNECTION_ID()", Long.class));
			assertThat(tidb.serverInfo().database()).isEqualTo(DATABASE);
			status.setRollbackOnly();
		});
		assertThat(titles(tidb)).isEmpty();
		assertThat(pool().getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	@Test
	void whenTransactionCommitsThenRowsStay() {
		new TransactionTemplate(new JdbcTransactionManager(client.dataSource()))
			.executeWithoutResult((status) -> client.sql("INSERT INTO notes VALUES (1, 'x')").update());
		assertThat(titles(client)).containsExactly("x");
	}

	@Test
	void whenTransactionalMethodFailsThenRowsOfBothAreGone() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				ApplicationConfiguration.class)) {
			Notes notes = context.getBean(Notes.class);
			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> notes.write(1, 1));
			assertThat(titles(client)).isEmpty();
			notes.write(1, 2);
			assertThat(titles(client)).containsExactly("by JdbcTemplate", "by TiDBClient");
		}
	}

	@Test
	void whenThereIsNoTransactionThenEachStatementIsItsOwn() {
		client.sql("INSERT INTO notes VALUES (1, 'x')").update();
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> client.sql("INSERT INTO notes VALUES (1, 'y')").update());
		assertThat(titles(client)).containsExactly("x");
	}

	@Test
	void whenStatementIsWrongThenFailureIsSprings() {
		StatementRecording.notForTiDB(() -> {
			assertThatExceptionOfType(BadSqlGrammarException.class)
				.isThrownBy(() -> client.sql("SELECT FROM WHERE").query().singleValue());
		});
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> client.sql("SELECT * FROM no_such_table").query().listOfRows());
	}

	@Test
	void whenThereIsNoConnectionForATransactionThenMessageSaysWhy() {
		try (TiDBClient wrong = TiDBClient
			.builder((connection) -> connection.host(server.host()).port(server.port()).password("Geheim"))
			.build()) {
			TransactionTemplate transaction = new TransactionTemplate(
					new DataSourceTransactionManager(wrong.dataSource()));
			assertThatExceptionOfType(CannotCreateTransactionException.class)
				.isThrownBy(() -> transaction.executeWithoutResult((status) -> titles(wrong)))
				.havingCause()
				.withMessageContaining("the server refused the user name or the password");
		}
	}

	private static List<String> titles(TiDBClient tidb) {
		return tidb.sql("SELECT title FROM notes ORDER BY id").query(String.class).list();
	}

	private static HikariDataSource pool() {
		try {
			return client.dataSource().unwrap(HikariDataSource.class);
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	/** What writes with both. */
	static class Notes {

		private final JdbcTemplate jdbcTemplate;

		private final TiDBClient tidb;

		Notes(JdbcTemplate jdbcTemplate, TiDBClient tidb) {
			this.jdbcTemplate = jdbcTemplate;
			this.tidb = tidb;
		}

		@Transactional
		public void write(long one, long other) {
			this.jdbcTemplate.update("INSERT INTO notes VALUES (?, 'by JdbcTemplate')", one);
			this.tidb.sql("INSERT INTO notes VALUES (?, 'by TiDBClient')").param(other).update();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class ApplicationConfiguration {

		@Bean(destroyMethod = "")
		DataSource dataSource() {
			return client.dataSource();
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new DataSourceTransactionManager(dataSource);
		}

		@Bean
		Notes notes(DataSource dataSource) {
			return new Notes(new JdbcTemplate(dataSource), TiDBClient.create(dataSource));
		}

	}

}
