package io.github.tidbspring.client;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.table.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Statements that the server prepared, and the table is another one since.
 */
@ContractTests
class OutdatedStatementIntegrationTests {

	private final TiDBClient tidb;

	private TiDBClient one;

	OutdatedStatementIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@BeforeEach
	void create() {
		drop();
		createTable();
		this.one = OnePool.of(this.tidb);
	}

	@AfterEach
	void close() {
		if (this.one != null) {
			this.one.close();
		}
		drop();
	}

	@Test
	void whenTheTableWasMadeAnewThenItsRowsAreRead() {
		assertThat(read()).isEmpty();
		makeAnew(this::read);
		assertThat(read()).containsExactly("new");
		assertThat(read()).containsExactly("new");
	}

	@Test
	void whenTheTableWasMadeAnewThenATransactionGoesOn() {
		assertThat(read()).isEmpty();
		assertThat(write(this.one, 7)).isEqualTo(1);
		makeAnew(() -> {
			read();
			write(this.one, 7);
		});
		long connection = OnePool.connection(this.one);
		this.one.inTransactionWithoutResult((tx) -> {
			tx.sql("INSERT INTO outdated_other VALUES (1)").update();
			assertThat(write(tx, 8)).isEqualTo(1);
			assertThat(read()).containsExactly("new");
			assertThat(OnePool.connection(tx)).isEqualTo(connection);
		});
		assertThat(this.tidb.sql("SELECT COUNT(*) FROM outdated_other").query(Integer.class).single()).isEqualTo(1);
		assertThat(this.tidb.sql("SELECT id FROM outdated_row ORDER BY id").query(Long.class).list())
			.containsExactly(1L, 7L, 8L);
	}

	@Test
	void whenTheTableIsGoneThenTheErrorSaysSo() {
		assertThat(read()).isEmpty();
		this.tidb.sql("RENAME TABLE outdated_row TO outdated_before").update();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(this::read)
				.satisfies((ex) -> assertThat(ex.getSQLException().getErrorCode()).isEqualTo(1146));
		}
		createTable();
		this.tidb.sql("DROP TABLE outdated_before").update();
		assertThat(read()).isEmpty();
	}

	@Test
	void whenTheTableWasMadeAnewThenBatchesAreWritten() {
		Table<Row> rows = this.one.table(Row.class);
		writeBatches(rows, 10);
		makeAnew(() -> writeBatches(rows, 20));
		writeBatches(rows, 30);
		assertThat(rows.findById(30)).contains(new Row(30, "a"));
		assertThat(this.tidb.sql("SELECT id FROM outdated_row ORDER BY id").query(Long.class).list())
			.containsExactly(1L, 20L, 21L, 22L, 23L, 24L, 25L, 26L, 27L, 30L, 31L, 32L, 33L, 34L, 35L, 36L, 37L);
	}

	private static void writeBatches(Table<Row> rows, int from) {
		rows.insertAll(List.of(new Row(from, "a"), new Row(from + 1, "b"), new Row(from + 2, "c")));
		rows.saveAll(List.of(new Row(from + 3, "d"), new Row(from + 4, "e"), new Row(from + 5, "f")));
		rows.insert(new Row(from + 6, "g"));
		rows.save(new Row(from + 7, "h"));
	}

	@Test
	void whenTheTableWasMadeAnewThenItIsSearchedAndChanged() {
		Table<Row> rows = this.one.table(Row.class);
		Runnable all = () -> {
			stream(rows);
			rows.count(Filter.eq("text", "new"));
			rows.update(Filter.eq("id", 99), Map.of("text", "newer"));
			rows.findById(1);
		};
		all.run();
		makeAnew(all);
		assertThat(stream(rows)).containsExactly(new Row(1, "new"));
		assertThat(rows.count(Filter.eq("text", "new"))).isEqualTo(1);
		assertThat(rows.update(Filter.eq("id", 1), Map.of("text", "newer"))).isEqualTo(1);
		assertThat(rows.findById(1)).contains(new Row(1, "newer"));
	}

	private static List<Row> stream(Table<Row> rows) {
		try (Stream<Row> found = rows.find(Filter.eq("text", "new")).stream()) {
			return found.toList();
		}
	}

	@Test
	void whenTheApplicationsOwnStatementIsOutdatedThenItsConnectionIsNotKept() {
		JdbcTemplate jdbc = new JdbcTemplate(this.one.dataSource());
		String sql = "SELECT text FROM outdated_row WHERE id = ?";
		assertThat(jdbc.queryForList(sql, String.class, 1)).isEmpty();
		makeAnew(() -> jdbc.queryForList(sql, String.class, 1));
		try {
			jdbc.queryForList(sql, String.class, 1);
		}
		catch (DataAccessException ex) {
			assertThat(ex.getCause()).isInstanceOf(SQLException.class);
		}
		assertThat(jdbc.queryForList(sql, String.class, 1)).containsExactly("new");
	}

	@Test
	void whenThePoolIsNotOursThenItsRowsAreReadToo() {
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			pool.addDataSourceProperty("useServerPrepStmts", "true");
			pool.addDataSourceProperty("cachePrepStmts", "true");
			pool.addDataSourceProperty("prepStmtCacheSqlLimit", "10000");
			TiDBClient client = TiDBClient.create(pool);
			assertThat(read(client)).isEmpty();
			makeAnew(() -> read(client));
			assertThat(read(client)).containsExactly("new");
			assertThat(read(client)).containsExactly("new");
		}
	}

	private List<String> read() {
		return read(this.one);
	}

	private static List<String> read(TiDBClient client) {
		return client.sql("SELECT text FROM outdated_row WHERE id = ?").param(1).query(String.class).list();
	}

	private static int write(TiDBClient client, int id) {
		return client.sql("INSERT INTO outdated_row VALUES (?, ?)").param(id).param("old").update();
	}

	/** Puts another table in the place of one; what is executed in between finds it. */
	private void makeAnew(Runnable between) {
		this.tidb.sql("RENAME TABLE outdated_row TO outdated_before").update();
		createTable();
		between.run();
		this.tidb.sql("DROP TABLE outdated_before").update();
		this.tidb.sql("INSERT INTO outdated_row VALUES (1, 'new')").update();
	}

	private void createTable() {
		this.tidb.sql("CREATE TABLE outdated_row (id BIGINT PRIMARY KEY, text VARCHAR(10))").update();
		this.tidb.sql("CREATE TABLE IF NOT EXISTS outdated_other (id BIGINT PRIMARY KEY)").update();
	}

	private void drop() {
		for (String table : List.of("outdated_row", "outdated_before", "outdated_other")) {
			this.tidb.sql("DROP TABLE IF EXISTS " + table).update();
		}
	}

	@TiDBTable("outdated_row")
	record Row(@PrimaryKey long id, String text) {

	}

}
