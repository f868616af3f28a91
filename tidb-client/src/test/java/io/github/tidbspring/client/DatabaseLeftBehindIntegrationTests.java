package io.github.tidbspring.client;

import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection is in the database that its next borrower expects, whatever was read on
 * it, and whoever has changed its database.
 */
@ContractTests
class DatabaseLeftBehindIntegrationTests {

	private final String other = "left_behind_" + UUID.randomUUID().toString().substring(0, 8);

	private final TiDBClient tidb;

	private final String home;

	DatabaseLeftBehindIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.home = String.valueOf(tidb.databases().current());
	}

	@BeforeEach
	void create() {
		this.tidb.databases().create(this.other);
		this.tidb.sql("CREATE TABLE `%s`.`note` (id BIGINT PRIMARY KEY)".formatted(this.other)).update();
		this.tidb.sql("INSERT INTO `%s`.`note` VALUES (1), (2), (3)".formatted(this.other)).update();
	}

	@AfterEach
	void drop() {
		this.tidb.databases().dropIfExists(this.other);
	}

	@Test
	void whenRowsWereStreamedThenTheConnectionIsBackInItsDatabase() {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			assertStreams(one);
		}
	}

	@Test
	void whenRowsOfAnApplicationsPoolWereStreamedThenTheConnectionIsBackInItsDatabase() {
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			assertStreams(TiDBClient.builder(pool).build());
		}
	}

	@Test
	void whenRowsAreStreamedInATransactionThenItGoesOnInItsDatabase() {
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			TiDBClient one = TiDBClient.builder(pool).build();
			for (int read = 0; read <= 3; read++) {
				int limit = read;
				one.inTransactionWithoutResult((tx) -> {
					try (Stream<Note> rows = tx.withDatabase(this.other).table(Note.class).find().stream()) {
						assertThat(rows.limit(limit)).hasSize(limit);
					}
					assertThat(tx.databases().current()).isEqualTo(this.home);
				});
			}
			one.inTransactionWithoutResult((tx) -> {
				Stream<Note> rows = tx.withDatabase(this.other).table(Note.class).find().stream();
				assertThat(rows.toList()).hasSize(3);
				assertThat(tx.databases().current()).as("read, and not closed").isEqualTo(this.home);
			});
		}
	}

	@Test
	void whenAStreamWithATimeoutIsReadThenTheNextBorrowerWaitsWithoutOne() {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			JdbcTemplate jdbc = new JdbcTemplate(one.dataSource());
			Integer before = jdbc.execute(Connection::getNetworkTimeout);
			try (Stream<Long> rows = one.sql("SELECT 1").withQueryTimeout(1).query(Long.class).stream()) {
				assertThat(rows).containsExactly(1L);
			}
			assertThat(jdbc.execute(Connection::getNetworkTimeout)).isEqualTo(before);
		}
	}

	@Test
	void whenThePoolsInitialStatementChoosesADatabaseThenThatIsGoneBackTo() {
		try (TiDBClient one = OnePool.of(this.tidb, (builder) -> {
		}, (pool) -> pool.setConnectionInitSql("USE `" + this.other + "`"))) {
			assertThat(one.databases().current()).isEqualTo(this.other);
			assertThat(one.withDatabase(this.home).databases().current()).isEqualTo(this.home);
			assertThat(one.databases().current()).isEqualTo(this.other);
			one.inTransactionWithoutResult((tx) -> {
				assertThat(tx.withDatabase(this.home).databases().current()).isEqualTo(this.home);
				assertThat(tx.withDatabase(this.other).databases().current()).isEqualTo(this.other);
				assertThat(tx.databases().current()).isEqualTo(this.other);
			});
		}
	}

	@Test
	void whenAStatementHasChangedTheDatabaseThenTheOneAskedForIsUsedAllTheSame() {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			one.inTransactionWithoutResult((tx) -> {
				tx.sql("USE `" + this.other + "`").update();
				assertThat(tx.withDatabase(this.home).databases().current()).isEqualTo(this.home);
				assertThat(tx.databases().current()).isEqualTo(this.other);
				tx.sql("USE `" + this.home + "`").update();
			});
		}
	}

	private void assertStreams(TiDBClient one) {
		TiDBClient elsewhere = one.withDatabase(this.other);
		JdbcTemplate jdbc = new JdbcTemplate(elsewhere.dataSource());
		List<Supplier<Stream<?>>> streams = List.of(() -> elsewhere.table(Note.class).find().stream(),
				() -> elsewhere.sql("SELECT id FROM note").query(Long.class).stream(),
				() -> elsewhere.sql("SELECT id FROM note WHERE id > ?").param(0).query(Long.class).stream(),
				() -> jdbc.queryForStream("SELECT id FROM note", (row, number) -> row.getLong(1)));
		for (int i = 0; i < streams.size(); i++) {
			for (int limit = 0; limit <= 4; limit++) {
				try (Stream<?> rows = streams.get(i).get()) {
					assertThat(rows.limit(limit).count()).isEqualTo(Math.min(limit, 3));
				}
				assertThat(one.databases().current()).as("after stream %s, %s rows", i, limit).isEqualTo(this.home);
			}
		}
	}

	@TiDBTable("note")
	record Note(@PrimaryKey long id) {

	}

}
