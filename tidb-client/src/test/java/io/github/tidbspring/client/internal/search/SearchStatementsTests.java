package io.github.tidbspring.client.internal.search;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.table.DefaultTables;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.Article;
import io.github.tidbspring.client.search.Media;
import io.github.tidbspring.client.search.Search;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchMatch;
import io.github.tidbspring.client.search.SearchQuery;
import io.github.tidbspring.client.search.VectorSearch;
import io.github.tidbspring.client.vector.DistanceMetric;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.SqlProvider;

import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.gt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The text of each kind of search, against files that people can read. TiDB's grammar
 * sees the same texts.
 */
@NullMarked
class SearchStatementsTests {

	private static final float[] EMBEDDING = { 0.1f, 0.2f, -3f };

	private static final float[] PICTURE = { 1f, 0.5f };

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "searches", "laterPagesAndFusedSearches" })
	void statementIsThatOfTheFile(String name, Function<Search<Article>, SearchQuery<?>> steps) throws IOException {
		String sql = steps.apply(search()).toSql();
		for (String statement : sql.split(";\n?")) {
			StatementRecording.written(statement);
		}
		assertThat(sql).isEqualTo(golden(name));
	}

	static Stream<Arguments> searches() {
		return Stream.of(search("nearest", (search) -> search.vector(EMBEDDING).limit(10)),
				search("nearest-with-vectors", (search) -> search.vector(EMBEDDING).withVectors().limit(10)),
				search("nearest-of-type", (search) -> search.vector(EMBEDDING).into(Title.class).limit(10)),
				search("nearest-of-many-candidates", (search) -> search.vector(EMBEDDING).numCandidates(500).limit(10)),
				search("post-filter", (search) -> search.vector(EMBEDDING).where(eq("title", "It's")).limit(10)),
				search("post-filter-by-json-of-type",
						(search) -> search.vector(EMBEDDING)
							.where(eq("meta.lang", "en"))
							.where(gt("id", 7))
							.into(Title.class)
							.limit(5)),
				search("post-filter-by-text",
						(search) -> search.vector(EMBEDDING)
							.where(Filter.sql("CHAR_LENGTH(body) > :n", Map.of("n", 3)))
							.into(Title.class)
							.limit(5)),
				search("post-filter-by-distance",
						(search) -> search.vector(EMBEDDING).minDistance(0).maxDistance(0.6).limit(10)),
				search("max-distance", (search) -> search.vector(EMBEDDING).maxDistance(0).limit(10)),
				search("min-score",
						(search) -> search.vector(EMBEDDING)
							.distanceMetric(DistanceMetric.L2)
							.maxDistance(7)
							.minScore(0.5)
							.limit(10)),
				search("prefilter",
						(search) -> search.vector(EMBEDDING)
							.where(eq("title", "x"))
							.maxDistance(0.5)
							.prefilter()
							.limit(10)),
				search("prefilter-within-nothing",
						(search) -> search.vector(EMBEDDING).where(eq("title", "x")).prefilter().limit(10)),
				search("exact-l1", (search) -> search.vector(EMBEDDING).distanceMetric(DistanceMetric.L1).limit(3)),
				search("exact-inner-product",
						(search) -> search.vector(EMBEDDING)
							.distanceMetric(DistanceMetric.NEGATIVE_INNER_PRODUCT)
							.where(gt("id", 7))
							.maxDistance(-0.5)
							.limit(3)),
				search("full-text", (search) -> search.fullText("the \"port\" isn't \\ open?").limit(10)),
				search("full-text-filtered",
						(search) -> search.fullText("port")
							.fullTextColumn("body")
							.where(eq("meta.lang", "en"))
							.limit(10)),
				search("reranked",
						(search) -> search.similarTo("a question", EMBEDDING)
							.into(Title.class)
							.rerank((query, texts) -> new double[texts.size()], "title")
							.limit(4)),
				search("hybrid", (search) -> search.hybrid("change the port", EMBEDDING).limit(10)),
				search("hybrid-filtered",
						(search) -> search.hybrid("change the port", EMBEDDING)
							.where(eq("title", "x"))
							.numCandidates(50)
							.limit(10)));
	}

	static Stream<Arguments> laterPagesAndFusedSearches() {
		return Stream.of(
				search("fused", (search) -> search
					.fused(search.vector(EMBEDDING).maxDistance(0.5), search.vector(EMBEDDING).where(gt("id", 7)))
					.where(eq("title", "x"))
					.limit(10)),
				search("page", (search) -> search.vector(EMBEDDING).after(hit(10)).limit(10)),
				search("page-filtered",
						(search) -> search.vector(EMBEDDING)
							.where(eq("title", "x"))
							.maxDistance(0.5)
							.after(hit(10))
							.limit(10)),
				search("page-prefiltered",
						(search) -> search.vector(EMBEDDING)
							.where(eq("title", "x"))
							.prefilter()
							.after(hit(10))
							.limit(10)),
				search("page-late", (search) -> search.vector(EMBEDDING).after(hit(9_991)).limit(10)));
	}

	/** The last hit of a page. */
	private static SearchHit<Article> hit(int rank) {
		return SearchHit.of(new Article(7, "", "", Map.of(), EMBEDDING), 0.875, 0.25,
				List.of(SearchMatch.of(SearchMatch.Kind.VECTOR, "embedding", rank, 0.875)));
	}

	private static Arguments search(String name, Function<Search<Article>, SearchQuery<?>> steps) {
		return arguments(name, steps);
	}

	@Test
	void statementForVectorsThatMayBeNullIsThatOfTheFile() throws IOException {
		String sql = new DefaultTables(new Unconnected()).table(Media.class)
			.search()
			.vector(PICTURE)
			.vectorColumn("picture")
			.limit(10)
			.toSql();
		StatementRecording.written(sql);
		assertThat(sql).isEqualTo(golden("nullable"));
	}

	@Test
	void statementsWhoseTextTheServerEmbedsAreThoseOfTheFiles() throws IOException {
		VectorSearch<Embedded> search = new DefaultTables(new Unconnected()).table(Embedded.class)
			.search()
			.similarTo("what's a port?");
		for (Map.Entry<String, String> sql : Map
			.of("server-embedding", search.limit(10).toSql(), "server-embedding-filtered",
					search.distanceMetric(DistanceMetric.L2).where(eq("id", 7)).limit(10).toSql(),
					"server-embedding-vector",
					new DefaultTables(new Unconnected()).table(Embedded.class)
						.search()
						.similarTo("what's a port?", EMBEDDING)
						.limit(10)
						.toSql())
			.entrySet()) {
			StatementRecording.written(sql.getValue());
			assertThat(sql.getValue()).isEqualTo(golden(sql.getKey()));
		}
	}

	@Test
	void statementThatLooksAtTheCandidatesIsThatOfTheFile() throws IOException {
		List<String> sent = new ArrayList<>();
		Search<Article> search = new DefaultTables(new Unconnected(answeringOnce(sent))).table(Article.class).search();
		assertThatIllegalStateException()
			.isThrownBy(() -> search.vector(EMBEDDING).where(eq("title", "x")).limit(10).list())
			.withMessage("No second answer");
		assertThat(sent).hasSize(2);
		assertThat(sent.get(1)).isEqualTo(golden("candidates"));
	}

	/** Finds nothing at first, and then takes down what is sent. */
	private static JdbcOperations answeringOnce(List<String> sent) {
		return (JdbcOperations) Proxy.newProxyInstance(JdbcOperations.class.getClassLoader(),
				new Class<?>[] { JdbcOperations.class }, (proxy, method, arguments) -> {
					sent.add(String.valueOf(((SqlProvider) arguments[0]).getSql()));
					if (sent.size() > 1) {
						throw new IllegalStateException("No second answer");
					}
					return new Selection.Rows<>(List.of(), 0);
				});
	}

	@Test
	void computedColumnHasANameOfItsOwn() {
		String sql = new DefaultTables(new Unconnected()).table(Odd.class).search().vector(EMBEDDING).limit(1).toSql();
		assertThat(sql).isEqualTo("SELECT `_distance`, VEC_COSINE_DISTANCE(`v`, '[0.1,0.2,-3.0]') AS `_distance_` "
				+ "FROM `odd` ORDER BY `_distance_` LIMIT 1");
	}

	private static Search<Article> search() {
		return new DefaultTables(new Unconnected()).table(Article.class).search();
	}

	/** Line breaks and indentation are for people. */
	private static String golden(String name) throws IOException {
		try (InputStream file = SearchStatementsTests.class.getResourceAsStream("statements/" + name + ".sql")) {
			assertThat(file).as(name).isNotNull();
			return Stream.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n\n"))
				.map((statement) -> statement.replaceAll("\\s*\n\\s*", " ").replace("( ", "(").replace(" )", ")"))
				.collect(Collectors.joining("\n"));
		}
	}

	record Title(String title) {

	}

	@TiDBTable("embedded")
	record Embedded(@PrimaryKey long id, String body, @VectorColumn(dimensions = 3, index = true,
			serverModel = "tidbcloud_free/amazon/titan-embed-text-v2", source = "body") float @Nullable [] embedding) {

	}

	@TiDBTable("odd")
	record Odd(@PrimaryKey @TiDBColumn(name = "_distance") long id, @VectorColumn(dimensions = 3) float[] v) {

	}

	/**
	 * A session that can send nothing.
	 */
	static final class Unconnected implements Session {

		private final @Nullable JdbcOperations jdbc;

		Unconnected() {
			this(null);
		}

		private Unconnected(@Nullable JdbcOperations jdbc) {
			this.jdbc = jdbc;
		}

		@Override
		public JdbcOperations jdbc() {
			if (this.jdbc == null) {
				throw new AssertionError("Nothing is sent");
			}
			return this.jdbc;
		}

		@Override
		public <R> R inTransaction(Supplier<R> work) {
			throw new AssertionError("Nothing is sent");
		}

		@Override
		public boolean isInTransaction() {
			return false;
		}

	}

}
