package io.github.tidbspring.client.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.test.StatementRecording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What filters and sorts are in a statement is SQL to the server, which prepares it, and
 * is recorded for the check of TiDB's grammar.
 */
@ContractTests
class FilterGrammarIntegrationTests {

	private final TiDBClient tidb;

	private Connection connection;

	FilterGrammarIntegrationTests(ContractServer server) {
		this.tidb = server.client(Map.of("useServerPrepStmts", "true", "emulateUnsupportedPstmts", "false"));
	}

	@BeforeEach
	void createTable() throws SQLException {
		this.tidb.sql("DROP TABLE IF EXISTS notes").update();
		this.tidb
			.sql("CREATE TABLE notes (id BIGINT PRIMARY KEY, title VARCHAR(100), created_at DATETIME, "
					+ "meta_data JSON, " + Identifier.of(TestColumns.HOSTILE)
					+ " VARCHAR(100), `odd.name` VARCHAR(100), " + "`odd.json` JSON, x VARCHAR(100))")
			.update();
		this.connection = this.tidb.dataSource().getConnection();
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.tidb.close();
	}

	@Test
	void serverRefusesWhatIsNoSql() {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> prepare("SELECT 1 FROM `notes` WHERE ) OR ("));
	}

	@Test
	void conditionsAreSql() throws SQLException {
		for (String property : List.of("title", TestColumns.HOSTILE, "meta", "meta.lang", "meta.tags[0]")) {
			for (Object value : List.of("x", 5, 1.5, true, Long.MAX_VALUE)) {
				where(Filter.eq(property, value));
				where(Filter.ne(property, value).and(Filter.gt(property, value)));
				where(Filter.between(property, value, value).negate());
			}
			where(Filter.in(property, "x", 1, 2.5, true, Long.MAX_VALUE, null));
			where(Filter.notIn(property, 1, null).or(Filter.notIn(property, 1)));
			where(Filter.in(property).or(Filter.notIn(property)));
			where(Filter.like(property, "x%")
				.and(Filter.startsWith(property, "x"), Filter.endsWith(property, "x"), Filter.contains(property, "x")));
			where(Filter.isNull(property).or(Filter.isNotNull(property).negate()));
		}
		for (String property : List.of("meta", "meta.tags", "odd.json[0]")) {
			where(Filter.containsElement(property, "x").or(Filter.containsAnyElement(property, List.of(1, true))));
			where(Filter.containsAllElements(property, List.of("x", 1, List.of(2))).negate());
		}
		where(Filter.unrestricted());
		where(Filter.anyOf());
		where(Filter.sql("year(created_at) > :y AND id IN (:ids)", Map.of("y", 2000, "ids", List.of(1, 2))));
		where(Filter.of(Map.of("$or", List.of(Map.of("meta.lang", "en"), Map.of("id", Map.of("$gt", 5, "$lt", 9))))));
	}

	@Test
	void randomConditionsAreSql() throws SQLException {
		RandomFilters filters = new RandomFilters(4);
		for (int i = 0; i < 100; i++) {
			where(filters.next(3));
		}
	}

	@Test
	void ordersAreSql() throws SQLException {
		for (String property : List.of("title", TestColumns.HOSTILE, "meta", "meta.year")) {
			for (SortOrder sort : List.of(SortOrder.asc(property), SortOrder.desc(property))) {
				assertSql("SELECT 1 FROM `notes` ORDER BY " + TestColumns.render(sort).text());
			}
		}
	}

	private void where(Filter filter) throws SQLException {
		assertSql("SELECT 1 FROM `notes` WHERE " + TestColumns.render(filter).text());
		assertSql("DELETE FROM `notes` WHERE " + TestColumns.render(filter, "notes").text());
	}

	private void assertSql(String statement) throws SQLException {
		StatementRecording.written(statement);
		prepare(statement);
	}

	private void prepare(String statement) throws SQLException {
		try (PreparedStatement prepared = this.connection.prepareStatement(statement)) {
			prepared.getParameterMetaData();
		}
	}

}
