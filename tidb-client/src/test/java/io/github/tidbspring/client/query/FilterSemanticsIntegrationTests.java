package io.github.tidbspring.client.query;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which rows a {@link Filter} finds on a server, with statements prepared on the client
 * and on the server.
 */
@ContractTests
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@ValueSource(booleans = { false, true })
class FilterSemanticsIntegrationTests {

	private static final Map<Integer, String> DOCUMENTS = Map.ofEntries(Map.entry(1, """
			{"a": "en", "n": 5, "b": true, "author": {"name": "Ann"}, "tags": ["x", "y"]}"""), Map.entry(2, """
			{"a": "EN", "n": 5.0, "b": false}"""), Map.entry(3, """
			{"a": "en ", "n": "5", "b": "true"}"""), Map.entry(4, """
			{"a": 5, "n": 9007199254740993, "b": 1}"""), Map.entry(5, """
			{"a": null, "n": null, "b": null}"""), Map.entry(6, "{}"), Map.entry(8, """
			{"a": ["en"], "n": 1.5, "b": "x"}"""), Map.entry(9, """
			{"a": "é🔑", "n": -3, "a`; DROP TABLE x; --": "hit", "q\\"\\\\k": "hit", "x.y": "hit", "": "hit"}"""),
			Map.entry(10, """
					{"a": "100%_!", "n": 9007199254740992}"""), Map.entry(11, """
					{"a": {"en": 1}, "n": 1.5e300}"""), Map.entry(12, """
					{"a": "\\"en\\"", "n": 18446744073709551615}"""));

	private final ContractServer server;

	@Parameter
	private boolean preparedOnServer;

	private TiDBClient tidb;

	private SingleConnectionDataSource connection;

	private JdbcClient jdbc;

	FilterSemanticsIntegrationTests(ContractServer server) {
		this.server = server;
	}

	@BeforeAll
	void createTable() throws SQLException {
		this.tidb = this.server.client(Map.of("useServerPrepStmts", String.valueOf(this.preparedOnServer)));
		this.connection = new SingleConnectionDataSource(this.tidb.dataSource().getConnection(), true);
		this.jdbc = JdbcClient.create(this.connection);
		this.jdbc.sql("DROP TABLE IF EXISTS filter_semantics").update();
		this.jdbc.sql(
				"CREATE TABLE filter_semantics (id INT PRIMARY KEY, title VARCHAR(20) COLLATE utf8mb4_bin, meta_data JSON)")
			.update();
		for (int id = 1; id <= 12; id++) {
			this.jdbc.sql("INSERT INTO filter_semantics (id, title, meta_data) VALUES (?, ?, ?)")
				.params(Arrays.asList(id, (id == 7) ? null : "Title " + id, DOCUMENTS.get(id)))
				.update();
		}
	}

	@AfterAll
	void dropTable() {
		this.jdbc.sql("DROP TABLE IF EXISTS filter_semantics").update();
		this.connection.destroy();
		this.tidb.close();
	}

	@ParameterizedTest
	@MethodSource
	void filterFindsRows(Filter filter, Rows rows) {
		SqlStatement where = TestColumns.render(filter, "t");
		assertThat(this.jdbc.sql("SELECT id FROM filter_semantics t WHERE " + where.text() + " ORDER BY id")
			.params(where.parameters())
			.query(Integer.class)
			.list()).isEqualTo(rows.on(this.server));
	}

	@ParameterizedTest
	@MethodSource("filterFindsRows")
	void filterDeletesRowsInStrictMode(Filter filter, Rows rows) {
		SqlStatement where = TestColumns.render(filter);
		this.jdbc.sql("SET SESSION sql_mode = 'STRICT_TRANS_TABLES'").update();
		this.jdbc.sql("START TRANSACTION").update();
		try {
			assertThat(this.jdbc.sql("DELETE FROM filter_semantics WHERE " + where.text())
				.params(where.parameters())
				.update()).isEqualTo(rows.on(this.server).size());
		}
		finally {
			this.jdbc.sql("ROLLBACK").update();
			this.jdbc.sql("SET SESSION sql_mode = DEFAULT").update();
		}
	}

	static Stream<Arguments> filterFindsRows() {
		List<Integer> all = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
		long limit = 1L << 53;
		return Stream.of(found(Filter.eq("meta.a", "en"), 1),
				found(Filter.ne("meta.a", "en"), 2, 3, 4, 8, 9, 10, 11, 12),
				found(Filter.not(Filter.eq("meta.a", "en")), 2, 3, 4, 8, 9, 10, 11, 12),
				found(Filter.eq("meta.a", "en "), 3), found(Filter.eq("meta.a", "\"en\""), 12),
				foundOnTiDBOnly(Filter.eq("meta.a", "é🔑"), 9), found(Filter.gt("meta.a", "en"), 3, 9),
				found(Filter.eq("meta.a", 5), 4), found(Filter.eq("meta.a", "5")),
				found(Filter.isNull("meta.a"), 5, 6, 7), found(Filter.eq("meta.a", null), 5, 6, 7),
				found(Filter.isNotNull("meta.a"), 1, 2, 3, 4, 8, 9, 10, 11, 12), found(Filter.isNull("meta"), 7),
				found(Filter.eq("meta.n", 5), 1, 2), found(Filter.eq("meta.n", 5.0f), 1, 2),
				found(Filter.eq("meta.n", "5"), 3), found(Filter.ne("meta.n", 5), 3, 4, 8, 9, 10, 11, 12),
				found(Filter.gt("meta.n", 4), 1, 2, 4, 10, 11, 12), found(Filter.not(Filter.gt("meta.n", 4)), 3, 8, 9),
				found(Filter.lt("meta.n", 2), 8, 9), found(Filter.between("meta.n", 1.5, 5), 1, 2, 8),
				found(Filter.eq("meta.n", limit), 10), found(Filter.eq("meta.n", limit + 1), 4),
				found(Filter.gt("meta.n", limit), 4, 11, 12), found(Filter.lte("meta.n", limit), 1, 2, 8, 9, 10),
				found(Filter.eq("meta.n", BigInteger.TWO.pow(64).subtract(BigInteger.ONE)), 12),
				found(Filter.eq("meta.n", BigInteger.TWO.pow(64).subtract(BigInteger.TWO))),
				found(Filter.eq("meta.n", 1.5e300), 11), found(Filter.eq("meta.b", true), 1),
				found(Filter.eq("meta.b", false), 2), found(Filter.eq("meta.b", "true"), 3),
				found(Filter.eq("meta.b", 1), 4), found(Filter.in("meta.b", true, "true", 1), 1, 3, 4),
				found(Filter.in("meta.a", "en", 5, null), 1, 4, 5, 6, 7),
				found(Filter.notIn("meta.a", "en", 5), 2, 3, 8, 9, 10, 11, 12),
				found(Filter.notIn("meta.a", "en", null), 2, 3, 4, 8, 9, 10, 11, 12),
				found(Filter.in("meta.n", 1.5, 5, limit + 1), 1, 2, 4, 8), found(Filter.in("meta.a")),
				arguments(Filter.notIn("meta.a"), new Rows(all, all)), found(Filter.like("meta.a", "e%"), 1, 3),
				foundOnTiDBOnly(Filter.like("meta.a", "_🔑"), 9), found(Filter.like("meta.a", "100\\%\\_!"), 10),
				found(Filter.contains("meta.a", "%_!"), 10), found(Filter.contains("meta.a", "_"), 10),
				found(Filter.contains("meta.a", "n_")), found(Filter.startsWith("meta.a", "E"), 2),
				found(Filter.not(Filter.like("meta.a", "e%")), 2, 4, 8, 9, 10, 11, 12),
				found(Filter.eq("meta.author.name", "Ann"), 1), found(Filter.eq("meta.tags[1]", "y"), 1),
				found(Filter.eq("meta." + TestColumns.HOSTILE, "hit"), 9),
				found(Filter.eq(Filter.path("meta", "q\"\\k"), "hit"), 9),
				found(Filter.eq(Filter.path("meta", "x.y"), "hit"), 9),
				found(Filter.eq(Filter.path("meta", ""), "hit"), 9), found(Filter.in("title", "Title 1", null), 1, 7),
				found(Filter.startsWith("title", "Title 1"), 1, 10, 11, 12), found(Filter.startsWith("title", "T_tle")),
				found(Filter.endsWith("title", "2"), 2, 12), found(Filter.endsWith("title", "_")),
				found(Filter.endsWith("meta.a", "%_!"), 10),
				found(Filter.sql("id > :a AND id IN (:b)", Map.of("a", 2, "b", List.of(1, 3))), 3),
				arguments(Filter.unrestricted(), new Rows(all, all)), found(Filter.anyOf()));
	}

	@ParameterizedTest
	@MethodSource
	void sortOrdersRows(SortOrder sort, List<Integer> ids) {
		SqlStatement order = TestColumns.render(sort);
		assertThat(this.jdbc.sql("SELECT id FROM filter_semantics ORDER BY " + order.text() + ", id")
			.params(order.parameters())
			.query(Integer.class)
			.list()).isEqualTo(ids);
	}

	static Stream<Arguments> sortOrdersRows() {
		return Stream.of(arguments(SortOrder.asc("meta.n"), List.of(5, 6, 7, 3, 9, 8, 1, 2, 4, 10, 12, 11)),
				arguments(SortOrder.desc("meta.n"), List.of(11, 12, 4, 10, 1, 2, 8, 9, 3, 5, 6, 7)),
				arguments(SortOrder.asc("meta.a"), List.of(5, 6, 7, 8, 11, 12, 10, 2, 1, 3, 9, 4)),
				arguments(SortOrder.desc("title"), List.of(9, 8, 6, 5, 4, 3, 2, 12, 11, 10, 1, 7)));
	}

	private static Arguments found(Filter filter, @Nullable Integer... ids) {
		return arguments(filter, new Rows(List.of(ids), List.of(ids)));
	}

	/**
	 * MariaDB's JSON_UNQUOTE makes a question mark of each character that takes four
	 * bytes, and TiDB's does not.
	 */
	private static Arguments foundOnTiDBOnly(Filter filter, @Nullable Integer... ids) {
		return arguments(filter, new Rows(List.of(ids), List.of()));
	}

	private record Rows(List<Integer> onTiDB, List<Integer> onStandIn) {

		List<Integer> on(ContractServer server) {
			return server.isStandIn() ? this.onStandIn : this.onTiDB;
		}

	}

}
