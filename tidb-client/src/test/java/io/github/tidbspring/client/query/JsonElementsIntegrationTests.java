package io.github.tidbspring.client.query;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.github.tidbspring.client.query.Filter.containsAllElements;
import static io.github.tidbspring.client.query.Filter.containsAnyElement;
import static io.github.tidbspring.client.query.Filter.containsElement;
import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a list in JSON contains.
 */
@ContractTests
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonElementsIntegrationTests {

	/** By the id of the row: the list at {@code meta.tags}. */
	private static final List<@Nullable String> LISTS = Arrays.asList("[\"java\", \"tidb\", 1, 2.0, true, null]",
			"[\"1\", \"true\", \"null\"]", "[1.0, 0.1]", "[{\"a\": 1, \"b\": [2]}, [1, 2], [\"java\"]]", "\"java\"",
			"null", "[]", "[9007199254740993]", "[18446744073709551615, false]", "[\"JAVA\", \"java \", \"\"]",
			"[\"2026-01-02\"]", null);

	private final ContractServer server;

	private final TiDBClient tidb;

	private final Table<Row> rows;

	JsonElementsIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
		this.rows = this.tidb.table(Row.class);
	}

	@BeforeAll
	void createTable() {
		this.rows.schema().recreate();
		for (int id = 0; id < LISTS.size(); id++) {
			String tags = LISTS.get(id);
			this.tidb.sql("INSERT INTO json_elements (id, meta, names) VALUES (?, ?, '[\"a\"]')")
				.params(id, (tags != null) ? "{\"tags\": " + tags + "}" : "{}")
				.update();
		}
	}

	@AfterAll
	void dropTable() {
		this.rows.schema().drop();
	}

	@ParameterizedTest
	@MethodSource
	void filterFindsRows(Filter filter, List<Long> ids, List<Long> idsOnStandIn) {
		assertThat(ids(filter)).isEqualTo(this.server.isStandIn() ? idsOnStandIn : ids);
	}

	static Stream<Arguments> filterFindsRows() {
		long exact = (1L << 53) + 1;
		BigInteger unsigned = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("b", List.of(2));
		document.put("a", 1);
		return Stream.of(found(containsElement("meta.tags", "java"), 0, 4),
				found(containsElement("meta.tags", 1), 0, 2), found(containsElement("meta.tags", 1.0), 0, 2),
				found(containsElement("meta.tags", "1"), 1), found(containsElement("meta.tags", 2), 0),
				found(containsElement("meta.tags", 0.1), 2), found(containsElement("meta.tags", true), 0),
				found(containsElement("meta.tags", false), 8), found(containsElement("meta.tags", "true"), 1),
				found(containsElement("meta.tags", "null"), 1), found(containsElement("meta.tags", ""), 9),
				found(containsElement("meta.tags", "java "), 9), found(containsElement("meta.tags", exact), 7),
				foundByStandInOnly(containsElement("meta.tags", exact - 1), 7),
				found(containsElement("meta.tags", unsigned), 8),
				found(containsElement("meta.tags", LocalDate.parse("2026-01-02")), 10),
				found(containsElement("meta.tags", List.of(1, 2)), 3),
				found(containsElement("meta.tags", List.of(2, 1))), found(containsElement("meta.tags", document), 3),
				found(containsElement("meta.tags", Map.of("a", 1))), found(containsElement("meta.tags[3]", "java")),
				found(containsElement("meta.tags[2]", "java"), 3), found(containsElement("meta.tags[0]", "tidb")),
				found(containsAnyElement("meta.tags", List.of("tidb", "1", 0.1)), 0, 1, 2),
				found(containsAnyElement("meta.tags", Set.of())),
				found(containsAllElements("meta.tags", List.of("tidb", 1, true)), 0),
				found(containsAllElements("meta.tags", List.of("tidb", "1"))),
				found(containsAllElements("meta.tags", List.of()), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
				found(not(containsElement("meta.tags", "java")), 1, 2, 3, 6, 7, 8, 9, 10),
				found(not(containsAllElements("meta.tags", List.of("java", 1))), 1, 2, 3, 4, 6, 7, 8, 9, 10),
				found(not(containsAnyElement("meta.tags", List.of("java", 1)).or(eq("id", 1))), 3, 6, 7, 8, 9, 10),
				found(not(not(containsElement("meta.tags", "java"))), 0, 4),
				found(containsElement("meta.tags", "java").or(eq("id", 5)).and(not(eq("id", 4))), 0, 5),
				found(Filter.of(Map.of("meta.tags", Map.of("$containsAnyElement", List.of("java", "1")))), 0, 1, 4),
				found(Filter.of(Map.of("meta.tags", Map.of("$not", Map.of("$containsElement", "java")))), 1, 2, 3, 6, 7,
						8, 9, 10),
				found(Filter.of(Map.of("meta.tags", Map.of("$exists", false))), 5, 11),
				found(containsElement("names", "a").and(eq("id", 3)), 3));
	}

	@Test
	void elementsThatTheTypeDeclaresAreWrittenAsItsOwn() {
		this.tidb.sql("UPDATE json_elements SET kinds = '[\"SMALL\"]' WHERE id = 3").update();
		assertThat(ids(containsElement("kinds", Kind.SMALL))).containsExactly(3L);
		assertThat(ids(containsElement("kinds", "SMALL"))).containsExactly(3L);
	}

	@Test
	void manyElementsAreFound() {
		List<Object> many = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			many.add("none " + i);
		}
		many.add("tidb");
		assertThat(ids(containsAnyElement("meta.tags", many))).containsExactly(0L);
	}

	@Test
	void whenThereIsAMultiValuedIndexThenElementsAreFoundByIt() {
		assumeFalse(this.server.isStandIn(), "MariaDB has no multi-valued indexes");
		this.tidb.sql("DROP TABLE IF EXISTS json_elements_indexed").update();
		this.tidb
			.sql("CREATE TABLE json_elements_indexed (id BIGINT PRIMARY KEY, meta JSON, names JSON, kinds JSON, "
					+ "INDEX tags ((CAST(meta->'$.tags' AS CHAR(64) ARRAY))))")
			.update();
		Table<IndexedRow> indexed = this.tidb.table(IndexedRow.class);
		List<IndexedRow> rows = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			rows.add(new IndexedRow(i, Map.of("tags", List.of("t" + i % 100, "u" + i % 3)), List.of()));
		}
		indexed.bulk().insert(rows);
		new JdbcTemplate(this.tidb.dataSource()).execute("ANALYZE TABLE json_elements_indexed");
		for (Filter filter : List.of(containsElement("meta.tags", "t7"),
				containsAnyElement("meta.tags", List.of("t7", "t8")),
				containsAllElements("meta.tags", List.of("t7", "u1")),
				containsElement("meta.tags", "t7").and(Filter.gt("id", 100)))) {
			assertThat(plan(filter)).contains("IndexMerge", "tags");
		}
		assertThat(indexed.count(containsAllElements("meta.tags", List.of("t7", "u1")))).isEqualTo(2);
		assertThat(plan(not(containsElement("meta.tags", "t7")))).doesNotContain("IndexMerge");
		indexed.schema().drop();
	}

	private String plan(Filter filter) {
		var where = TestColumns.render(filter, IndexedRow.class);
		return this.tidb.sql("EXPLAIN SELECT * FROM json_elements_indexed WHERE " + where.text())
			.params(where.parameters())
			.query()
			.listOfRows()
			.toString();
	}

	@Test
	void whenThereCanBeNoElementsThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.rows.count(containsElement("title", "a")))
			.withMessage("'title' is not JSON, so it has no elements; contains(…) finds a part of a text, "
					+ "and in(…) one of several values");
		assertThatIllegalArgumentException().isThrownBy(() -> this.rows.count(containsElement("kinds[0]", "a")))
			.withMessageContaining("'kinds[0]' is a io.github")
			.withMessageContaining("in its JSON document, and not a list with elements");
		assertThatIllegalArgumentException().isThrownBy(() -> this.rows.count(containsElement("meta", "a")))
			.withMessage("'meta' is a java.util.Map in its JSON document, and not a list with elements");
		assertThatIllegalArgumentException().isThrownBy(() -> containsAnyElement("kinds", Arrays.asList("a", null)))
			.withMessageStartingWith("'kinds' is asked for an element that is null");
		assertThatIllegalArgumentException().isThrownBy(() -> this.rows.count(containsElement("meta.tags", Double.NaN)))
			.withMessageContaining("NaN");
		assertThatIllegalArgumentException().isThrownBy(() -> this.rows.count(containsElement("meta.tags", "\ud800")))
			.withMessageContaining("half of a surrogate pair");
	}

	private List<Long> ids(Filter filter) {
		return this.rows.find(filter).orderBy(SortOrder.asc("id")).values("id", Long.class);
	}

	private static Arguments found(Filter filter, long... ids) {
		List<Long> expected = Arrays.stream(ids).boxed().toList();
		return arguments(filter, expected, expected);
	}

	/** MariaDB compares numbers in JSON as doubles. */
	private static Arguments foundByStandInOnly(Filter filter, long... ids) {
		return arguments(filter, List.of(), Arrays.stream(ids).boxed().toList());
	}

	enum Kind {

		SMALL, LARGE

	}

	@TiDBTable("json_elements")
	record Row(@PrimaryKey long id, @Nullable String title, @Nullable @JsonColumn Map<String, Object> meta,
			@JsonColumn List<String> names, @Nullable @JsonColumn List<Kind> kinds) {
	}

	@TiDBTable("json_elements_indexed")
	record IndexedRow(@PrimaryKey long id, @JsonColumn Map<String, Object> meta, @JsonColumn List<String> names) {
	}

}
