package io.github.tidbspring.client.search;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.ne;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Searches are right in each {@code sql_mode}, however it was set. The driver puts their
 * parameters into the text, and knows no mode but that of the moment when it connected.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class SqlModeIntegrationTests {

	private static final float[] NORTH = { 0, 1 };

	/** What a driver escapes, and what an attacker would try. */
	private static final List<String> TEXTS = List.of("plain", "it's", "back\\slash", "\\", "\\\\", "\\' OR 1=1 -- ",
			"' OR 1=1 -- ", "\\\" OR \"\"=\"", "say \"so\"", "line\nfeed\r\0\u001a end", "ends in \\", "a\\nb",
			"ä\\ö '", "{d '2020-01-01'}", "what? \\?", "%_\\%!", "\u00a5\u20a9");

	private static final String NAME = "na\"m'e";

	private static ContractServer server;

	@BeforeAll
	static void fill(ContractServer contractServer) {
		server = contractServer;
		Table<Saying> sayings = server.recreate(server.client(), Saying.class);
		sayings.bulk()
			.insert(Stream.iterate(0, (i) -> i < TEXTS.size(), (i) -> i + 1)
				.map((i) -> new Saying(i, TEXTS.get(i), TEXTS.get(i).getBytes(StandardCharsets.UTF_8),
						meta(TEXTS.get(i)), NORTH)));
	}

	private static Map<String, Object> meta(String text) {
		Map<String, Object> meta = new HashMap<>(Map.of("text", text, NAME, text, "texts", List.of("any", text)));
		meta.put("back\\slash", text);
		return meta;
	}

	static Stream<String> modes() {
		return Stream.of("", "NO_BACKSLASH_ESCAPES", "ANSI_QUOTES",
				"ANSI,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH");
	}

	@ParameterizedTest
	@MethodSource("modes")
	void modeOfTheDriverProperties(String mode) {
		try (TiDBClient tidb = server.client(Map.of("sessionVariables", "sql_mode='" + mode + "'"))) {
			searchesAreRight(tidb);
		}
	}

	@ParameterizedTest
	@MethodSource("modes")
	void modeOfAStatementThatThePoolSendsFirst(String mode) throws SQLException {
		try (HikariDataSource pool = pool(mode)) {
			searchesAreRight(TiDBClient.create(pool));
		}
	}

	@ParameterizedTest
	@MethodSource("modes")
	void modeThatIsSetLater(String mode) throws SQLException {
		try (HikariDataSource pool = pool("NO_BACKSLASH_ESCAPES,ANSI_QUOTES")) {
			TiDBClient tidb = TiDBClient.create(pool);
			searchesAreRight(tidb);
			tidb.sql("SET SESSION sql_mode = '" + mode + "'").update();
			searchesAreRight(tidb);
		}
	}

	@Test
	void modeThatTheDriverHasSeenAndThatIsGone() throws SQLException {
		try (TiDBClient seen = server
			.client(Map.of("sessionVariables", "sql_mode='NO_BACKSLASH_ESCAPES,ANSI_QUOTES'"))) {
			HikariDataSource pool = seen.dataSource().unwrap(HikariDataSource.class);
			pool.setMaximumPoolSize(1);
			seen.sql("SET SESSION sql_mode = ''").update();
			searchesAreRight(seen);
		}
	}

	@Test
	void modeOfAConnectionThatPreparesNothingOnTheServer() throws SQLException {
		try (TiDBClient tidb = server
			.client(Map.of("useServerPrepStmts", "false", "sessionVariables", "sql_mode='NO_BACKSLASH_ESCAPES'"))) {
			searchesAreRight(tidb);
		}
	}

	/** Each text finds its own row and no other. */
	private static void searchesAreRight(TiDBClient tidb) {
		for (int i = 0; i < TEXTS.size(); i++) {
			String text = TEXTS.get(i);
			assertFound(tidb, i,
					eq("text", text).and(Filter.in("text", List.of(text, "nobody says this \\"))
						.and(eq("meta.text", text))
						.and(eq("meta.back\\slash", text))
						.and(Filter.containsElement("meta.texts", text))
						.and(Filter.of(Map.of("meta." + NAME, text)))
						.and(eq("bytes", text.getBytes(StandardCharsets.UTF_8)))
						.and(Filter.startsWith("text", text))
						.and(Filter.sql("`text` = :text", Map.of("text", text)))));
		}
		assertThat(search(tidb).where(ne("text", "\\")).prefilter().limit(100).list()).hasSize(TEXTS.size() - 1);
		assertThat(search(tidb).where(eq("text", "\\' OR 1=1 OR '")).limit(100).list()).isEmpty();
		SearchQuery<Saying> search = search(tidb).where(eq("text", "it's \\")).limit(3);
		assertThat(search.explain().plan()).isNotEmpty();
		assertThat(tidb.table(Saying.class).search().hybrid("it's \\ \"", NORTH).fallBackToVector().limit(100).list())
			.hasSize(TEXTS.size());
	}

	private static void assertFound(TiDBClient tidb, long id, Filter filter) {
		SearchQuery<Saying> search = search(tidb).where(filter).prefilter().limit(3);
		assertThat(search.list()).as(search.toSql()).extracting((hit) -> hit.entity().id()).containsExactly(id);
		assertThat(new JdbcTemplate(tidb.dataSource()).queryForList(search.toSql())).as(search.toSql())
			.extracting((row) -> ((Number) row.get("id")).longValue())
			.containsExactly(id);
	}

	private static VectorSearch<Saying> search(TiDBClient tidb) {
		return tidb.table(Saying.class).search().vector(NORTH);
	}

	private static HikariDataSource pool(String mode) throws SQLException {
		HikariConfig config = new HikariConfig();
		server.client().dataSource().unwrap(HikariDataSource.class).copyStateTo(config);
		config.setPoolName("search-mode");
		config.setMaximumPoolSize(1);
		config.setConnectionInitSql("SET SESSION sql_mode = '" + mode + "'");
		return new HikariDataSource(config);
	}

	@TiDBTable("saying")
	record Saying(@PrimaryKey long id, @FullTextColumn @TiDBColumn(length = 100) String text, byte[] bytes,
			@JsonColumn Map<String, Object> meta, @VectorColumn(dimensions = 2) float[] vector) {

	}

}
