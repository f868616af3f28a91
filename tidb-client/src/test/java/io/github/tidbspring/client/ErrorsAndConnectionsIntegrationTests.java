package io.github.tidbspring.client;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.server.Capability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An error that is an answer costs no connection, and no transaction.
 */
@ContractTests
class ErrorsAndConnectionsIntegrationTests {

	/** Each is an error on some server of the contract; which one it is differs. */
	static final List<String> REFUSED = List.of("INSERT INTO errors_row (id, v) VALUES (9, '[1,2]')",
			"INSERT INTO errors_row (id, v) VALUES (9, 'nonsense')", "SELECT VEC_FROM_TEXT('nonsense')",
			"SELECT VEC_L2_DISTANCE('[1,2]', '[1,2,3]')",
			"SELECT 1 FROM information_schema.schemata WHERE FTS_MATCH_WORD('a', schema_name)",
			"CREATE TABLE errors_copy SELECT 1 AS one", "ALTER TABLE errors_row SET TIFLASH REPLICA 99",
			"ALTER TABLE errors_row ADD INDEX i (n), ALGORITHM=INSTANT", "SELECT nope FROM errors_row",
			"SELECT * FROM errors_missing", "SELECT JSON_EXTRACT('{', '$')", "INSERT INTO errors_row (id) VALUES (1)",
			"SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE");

	private final TiDBClient tidb;

	ErrorsAndConnectionsIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@BeforeEach
	void create() {
		this.tidb.sql("DROP TABLE IF EXISTS errors_copy").update();
		this.tidb.sql("DROP TABLE IF EXISTS errors_row").update();
		this.tidb.sql("CREATE TABLE errors_row (id BIGINT PRIMARY KEY, n INT, v VECTOR(3))").update();
		this.tidb.sql("INSERT INTO errors_row (id) VALUES (1)").update();
	}

	@AfterEach
	void drop() {
		this.tidb.sql("DROP TABLE IF EXISTS errors_copy").update();
		this.tidb.sql("DROP TABLE IF EXISTS errors_row").update();
	}

	@ParameterizedTest
	@FieldSource("REFUSED")
	void whenAStatementIsRefusedThenTheConnectionStays(String sql) {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			long connection = OnePool.connection(one);
			attempt(one, sql);
			assertThat(OnePool.connection(one)).isEqualTo(connection);
			attempt(one, sql);
			assertThat(OnePool.connection(one)).isEqualTo(connection);
		}
	}

	@Test
	void whenAVectorIsRefusedInATransactionThenTheTransactionGoesOn() {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			one.inTransactionWithoutResult((tx) -> {
				tx.sql("INSERT INTO errors_row (id) VALUES (2)").update();
				assertThatExceptionOfType(DataAccessException.class)
					.isThrownBy(() -> tx.sql("INSERT INTO errors_row (id, v) VALUES (3, '[1,2]')").update());
				tx.sql("INSERT INTO errors_row (id) VALUES (4)").update();
			});
		}
		assertThat(ids()).containsExactly(1L, 2L, 4L);
	}

	@Test
	void whenAProbeIsRefusedInATransactionThenTheTransactionGoesOn() {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			one.inTransactionWithoutResult((tx) -> {
				tx.sql("INSERT INTO errors_row (id) VALUES (2)").update();
				for (Capability capability : Capability.values()) {
					tx.supports(capability);
				}
				tx.sql("INSERT INTO errors_row (id) VALUES (3)").update();
			});
		}
		assertThat(ids()).containsExactly(1L, 2L, 3L);
	}

	@Test
	void whenABatchIsRefusedThenTheTransactionGoesOn() {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			JdbcTemplate jdbc = new JdbcTemplate(one.dataSource());
			one.inTransactionWithoutResult((tx) -> {
				tx.sql("INSERT INTO errors_row (id) VALUES (2)").update();
				assertThatExceptionOfType(DataAccessException.class)
					.isThrownBy(() -> jdbc.batchUpdate("INSERT INTO errors_row (id, v) VALUES (?, ?)",
							List.of(new Object[] { 7, "[1,2]" }, new Object[] { 8, "[1,2]" })));
				tx.sql("INSERT INTO errors_row (id) VALUES (3)").update();
			});
		}
		assertThat(ids()).containsExactly(1L, 2L, 3L);
	}

	@Test
	void whenTheConnectionIsKilledThenItIsNotKept() {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			long killed = OnePool.connection(one);
			this.tidb.sql("KILL CONNECTION " + killed).update();
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> {
				one.sql("SELECT 1").query(Integer.class).single();
				one.sql("SELECT 1").query(Integer.class).single();
			});
			assertThat(OnePool.connection(one)).isNotEqualTo(killed);
		}
	}

	@Test
	void poolOfAnApplicationStaysAsItIs() {
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			TiDBClient client = TiDBClient.create(pool);
			assertThat(client.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			assertThat(pool.getExceptionOverride()).isNull();
		}
	}

	private static void attempt(TiDBClient client, String sql) {
		try {
			client.sql(sql).query().listOfRows();
		}
		catch (DataAccessException ex) {
			assertThat(ex.getCause()).isNotNull();
		}
	}

	private List<Long> ids() {
		return this.tidb.sql("SELECT id FROM errors_row ORDER BY id").query(Long.class).list();
	}

}
