package io.github.tidbspring.client.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.SqlVectorValue;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which statements of an application use a vector index, as the page about SQL says.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR_INDEX)
class OwnSqlIndexIntegrationTests {

	private static final String PLAIN = "SELECT id, VEC_COSINE_DISTANCE(embedding, :v) AS distance FROM indexed_note "
			+ "ORDER BY distance LIMIT 10";

	private static final SqlVectorValue VECTOR = SqlVectorValue.of(new float[] { 1, 2, 3 });

	private static final Predicate<String> ANN = (operator) -> operator.contains("annIndex:");

	private static TiDBClient tidb;

	private static JdbcTemplate template;

	@BeforeAll
	static void create(TiDBClient client) {
		tidb = client;
		template = new JdbcTemplate(tidb.dataSource());
		tidb.sql("CREATE TABLE indexed_author (id BIGINT PRIMARY KEY, name VARCHAR(100))").update();
		tidb.sql("CREATE TABLE indexed_note (id BIGINT PRIMARY KEY, views INT, author_id BIGINT, embedding VECTOR(3), "
				+ "VECTOR INDEX vi ((VEC_COSINE_DISTANCE(embedding))))")
			.update();
		// Without rows: reading a few of them all costs least. The index is used once its
		// replica is available.
		await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofSeconds(1)).until(() -> usesIndex(PLAIN));
	}

	@AfterAll
	static void drop() {
		tidb.sql("DROP TABLE indexed_note").update();
		tidb.sql("DROP TABLE indexed_author").update();
	}

	@ParameterizedTest
	@ValueSource(strings = { PLAIN,
			"SELECT n.*, VEC_COSINE_DISTANCE(:v, n.embedding) AS distance FROM indexed_note n ORDER BY distance LIMIT 10 "
					+ "OFFSET 5",
			"SELECT id, 1 - VEC_COSINE_DISTANCE(embedding, :v) AS score FROM indexed_note "
					+ "ORDER BY VEC_COSINE_DISTANCE(embedding, :v) LIMIT 10",
			"SELECT * FROM (SELECT id, views, VEC_COSINE_DISTANCE(embedding, :v) AS distance FROM indexed_note "
					+ "ORDER BY distance LIMIT 100) AS c WHERE views > 1 ORDER BY distance LIMIT 10",
			"SELECT c.id, a.name, c.distance FROM (SELECT n.*, VEC_COSINE_DISTANCE(n.embedding, :v) AS distance "
					+ "FROM indexed_note n ORDER BY distance LIMIT 10) AS c JOIN indexed_author a ON a.id = c.author_id "
					+ "ORDER BY c.distance",
			"WITH c AS (SELECT n.*, VEC_COSINE_DISTANCE(n.embedding, :v) AS distance FROM indexed_note n "
					+ "ORDER BY distance LIMIT 10) SELECT c.id, a.name FROM c JOIN indexed_author a ON a.id = c.author_id",
			"SELECT n.id, a.name, VEC_COSINE_DISTANCE(n.embedding, :v) AS distance FROM indexed_note n "
					+ "LEFT JOIN indexed_author a ON a.id = n.author_id ORDER BY distance LIMIT 10" })
	void indexIsUsed(String sql) {
		assertThat(usesIndex(sql)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"SELECT id, VEC_COSINE_DISTANCE(embedding, :v) AS distance FROM indexed_note WHERE views > 1 "
					+ "ORDER BY distance LIMIT 10",
			"SELECT id, VEC_COSINE_DISTANCE(embedding, :v) AS distance FROM indexed_note WHERE embedding IS NOT NULL "
					+ "ORDER BY distance LIMIT 10",
			"SELECT id, VEC_COSINE_DISTANCE(embedding, :v) AS distance FROM indexed_note HAVING distance < 0.5 "
					+ "ORDER BY distance LIMIT 10",
			"SELECT n.id, a.name, VEC_COSINE_DISTANCE(n.embedding, :v) AS distance FROM indexed_note n "
					+ "JOIN indexed_author a ON a.id = n.author_id ORDER BY distance LIMIT 10",
			"SELECT id, VEC_COSINE_DISTANCE(embedding, :v) AS distance FROM indexed_note ORDER BY distance, id LIMIT 10",
			"SELECT id, VEC_COSINE_DISTANCE(embedding, :v) AS distance FROM indexed_note ORDER BY distance DESC LIMIT 10",
			"SELECT id, 1 - VEC_COSINE_DISTANCE(embedding, :v) AS score FROM indexed_note ORDER BY score DESC LIMIT 10",
			"SELECT id, VEC_COSINE_DISTANCE(embedding, :v) AS distance FROM indexed_note ORDER BY distance",
			"SELECT id, VEC_L2_DISTANCE(embedding, :v) AS distance FROM indexed_note ORDER BY distance LIMIT 10",
			"SELECT author_id, MIN(VEC_COSINE_DISTANCE(embedding, :v)) AS distance FROM indexed_note GROUP BY author_id "
					+ "ORDER BY distance LIMIT 10" })
	void indexIsNotUsed(String sql) {
		assertThat(usesIndex(sql)).isFalse();
	}

	/**
	 * The value of a variable is known when a text is planned, but not when a statement
	 * is prepared on the server, as the client's pool does.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "@v", "VEC_FROM_TEXT(@v)", "CAST(@v AS VECTOR)" })
	void userVariablePreventsTheUseOfTheIndexInAPreparedStatementOnly(String vector) {
		String sql = "EXPLAIN " + PLAIN.replace(":v", vector);
		tidb.inTransactionWithoutResult((tx) -> {
			template.execute("SET @v = '[1,2,3]'");
			assertThat(plan(() -> template.query(sql, OwnSqlIndexIntegrationTests::operator))).anyMatch(ANN);
			assertThat(plan(() -> tx.sql(sql).query(OwnSqlIndexIntegrationTests::operator).list())).noneMatch(ANN);
		});
	}

	/**
	 * As a text with a constant: TiDB 8.5 cannot prepare EXPLAIN with a vector as a
	 * parameter.
	 */
	private static boolean usesIndex(String sql) {
		String explain = "EXPLAIN " + sql.replace(":v", "'" + VECTOR + "'");
		return plan(() -> template.query(explain, OwnSqlIndexIntegrationTests::operator)).stream().anyMatch(ANN);
	}

	/** Some statements are examples of what costs the index, so they are not recorded. */
	private static List<String> plan(Supplier<List<String>> query) {
		List<String> plan = new ArrayList<>();
		StatementRecording.notForTiDB((Runnable) () -> plan.addAll(query.get()));
		return plan;
	}

	private static String operator(ResultSet row, int number) throws SQLException {
		return row.getString("operator info");
	}

}
