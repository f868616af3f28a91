package io.github.tidbspring.client.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.StandInOnly;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataRetrievalFailureException;

import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.gt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/**
 * Searches by vectors: how they get to their result, and what they say of it.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class SearchIntegrationTests {

	/** The most candidates that a search asks for. */
	private static final int MAX_CANDIDATES = 10_000;

	private static final int ROWS = 400;

	private static ContractServer server;

	private static ListeningDataSource dataSource;

	private static TiDBClient tidb;

	private static Table<Row> rows;

	@BeforeAll
	static void start(ContractServer contractServer) {
		server = contractServer;
		dataSource = new ListeningDataSource(server.client().dataSource(), false);
		tidb = TiDBClient.create(dataSource);
		rows = server.recreate(tidb, Row.class);
		// The larger the id, the farther from (1, 0).
		rows.bulk().insert(IntStream.range(0, ROWS).mapToObj((i) -> new Row(i, "text " + i, i / 10, direction(i))));
	}

	@Test
	void statementsArePreparedOnTheClientWithTheVectorAmongTheParameters() {
		dataSource.preparedOnClient().clear();
		dataSource.preparedOnServer().clear();
		assertThat(nearest().limit(3).list()).extracting((hit) -> hit.entity().id()).containsExactly(0L, 1L, 2L);
		assertThat(dataSource.preparedOnClient())
			.containsExactly("SELECT `id`, `text`, `group`, VEC_COSINE_DISTANCE(`vector`, ?) AS `_distance` "
					+ "FROM `search_row` ORDER BY `_distance` LIMIT 3");
		assertThat(dataSource.preparedOnServer()).isEmpty();
		assertThat(dataSource.open()).isZero();
	}

	@Test
	void statementsArePreparedOnTheClientAlsoWhereTheConnectionPreparesOnTheServer() {
		try (TiDBClient preparing = server.client(Map.of("useServerPrepStmts", "true"))) {
			ListeningDataSource listening = new ListeningDataSource(preparing.dataSource(), false);
			List<SearchHit<Row>> hits = TiDBClient.create(listening)
				.table(Row.class)
				.search()
				.vector(direction(0))
				.where(gt("id", 5))
				.limit(1)
				.list();
			assertThat(hits).extracting((hit) -> hit.entity().id()).containsExactly(6L);
			assertThat(listening.preparedOnClient()).hasSize(1);
			assertThat(listening.preparedOnServer()).isEmpty();
		}
	}

	@Test
	void statementsOfAConnectionThatCannotBeUnwrappedHaveTheVectorAmongTheirParameters() throws Exception {
		ListeningDataSource other = new ListeningDataSource(server.client().dataSource(), true);
		// The one search whose vector a server may get as a parameter. The rule of the
		// grammar's check is for all others.
		List<SearchHit<Row>> hits = StatementRecording.notForTiDB(() -> TiDBClient.create(other)
			.table(Row.class)
			.search()
			.vector(new float[] { 1, 0 })
			.where(eq("text", "text 3"))
			.limit(1)
			.list());
		assertThat(hits).extracting((hit) -> hit.entity().id()).containsExactly(3L);
		assertThat(other.preparedOnClient()).isEmpty();
		assertThat(other.preparedOnServer()).hasSize(1)
			.allSatisfy(
					(sql) -> assertThat(sql).contains("VEC_COSINE_DISTANCE(`vector`, ?)").contains("WHERE `text` = ?"));
	}

	@Test
	void vectorsAreReadOnlyWhenAskedFor() {
		assertThat(nearest().limit(2).list()).allSatisfy((hit) -> assertThat(hit.entity().vector()).isNull());
		assertThat(nearest().withVectors().limit(2).list()).extracting((hit) -> hit.entity().vector())
			.containsExactly(direction(0), direction(1));
	}

	@Test
	void anotherTypeIsReadWithTheColumnsThatItHas() {
		assertThat(nearest().into(TextAndVector.class).limit(1).list()).singleElement().satisfies((hit) -> {
			assertThat(hit.entity().text()).isEqualTo("text 0");
			assertThat(hit.entity().vector()).isEqualTo(direction(0));
		});
	}

	@Test
	void rowThatNeedsItsVectorsSaysHowToReadThem() {
		tidb.table(Strict.class).schema().recreate().insert(new Strict(1, direction(1)));
		VectorSearch<Strict> search = tidb.table(Strict.class).search().vector(direction(0));
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> search.limit(1).list())
			.withMessageContaining("Strict")
			.withMessageContaining("withVectors()");
		assertThat(search.withVectors().limit(1).list()).hasSize(1);
	}

	@Test
	void whenFewCandidatesMeetTheFilterThenMoreAreLookedAt() {
		dataSource.preparedOnClient().clear();
		SearchHits<Row> result = nearest().where(eq("group", 25)).limit(1).result();
		assertThat(result.list()).extracting((hit) -> hit.entity().id()).containsExactly(250L);
		assertThat(result.completeness()).isEqualTo(Completeness.LIMIT_REACHED);
		assertThat(dataSource.preparedOnClient()).filteredOn((sql) -> !sql.contains("COUNT(*)"))
			.extracting(SearchIntegrationTests::candidates)
			.containsExactly(10, 100, 1000);
	}

	@Test
	void whenTheTableHasNoMoreRowsThenTheResultIsExhausted() {
		SearchHits<Row> result = nearest().where(eq("group", 25)).limit(20).result();
		assertThat(result.list()).hasSize(10);
		assertThat(result.completeness()).isEqualTo(Completeness.EXHAUSTED);
	}

	@Test
	void whenAllCandidatesBeyondAreTooFarAwayThenTheResultIsExhausted() {
		dataSource.preparedOnClient().clear();
		SearchHits<Row> result = nearest().where(eq("group", 1)).maxDistance(distance(15)).limit(7).result();
		assertThat(result.list()).extracting((hit) -> hit.entity().id()).containsExactly(10L, 11L, 12L, 13L, 14L, 15L);
		assertThat(result.completeness()).isEqualTo(Completeness.EXHAUSTED);
		assertThat(dataSource.preparedOnClient()).extracting(SearchIntegrationTests::candidates)
			.containsExactly(70, 70);
	}

	@Test
	void zeroIsABoundLikeAnyOther() {
		assertThat(nearest().maxDistance(0).limit(5).list()).extracting((hit) -> hit.entity().id()).containsExactly(0L);
		assertThat(nearest().minDistance(0).limit(2).list()).extracting((hit) -> hit.entity().id())
			.containsExactly(0L, 1L);
	}

	@Test
	void whenNoRowHasTheLowestScoreThenNothingIsFound() {
		SearchHits<Row> nothing = rows.search().vector(new float[] { 0, -1 }).minScore(0.75).limit(5).result();
		assertThat(nothing.list()).isEmpty();
		assertThat(nothing.completeness()).isEqualTo(Completeness.EXHAUSTED);
		assertThat(nearest().minScore(0.75).limit(1).list()).hasSize(1);
	}

	@Test
	void rowIsFoundByItsOwnScore() {
		for (DistanceMetric metric : DistanceMetric.values()) {
			VectorSearch<Row> search = nearest().distanceMetric(metric);
			SearchHit<Row> seventh = search.limit(7).list().get(6);
			List<SearchHit<Row>> upTo = search.minScore(seventh.score()).limit(20).list();
			assertThat(upTo).as(metric.name()).contains(seventh);
			assertThat(upTo).allSatisfy((hit) -> assertThat(hit.score()).isGreaterThanOrEqualTo(seventh.score()));
			assertThat(search.minScore(Math.nextUp(seventh.score())).limit(20).list()).doesNotContain(seventh);
		}
	}

	@Test
	void whenThereIsALargestDistanceTooThenTheNearerBoundApplies() {
		double third = distance(3) + 1e-6;
		assertThat(nearest().minScore(1 - third / 2).maxDistance(1).limit(20).list()).hasSize(4);
		assertThat(nearest().minScore(0.5).maxDistance(third).limit(20).list()).hasSize(4);
		assertThat(nearest().minScore(0).limit(20).list()).hasSize(20);
	}

	@Test
	void whenTooManyCandidatesDoNotMeetTheFilterThenTheResultIsTruncatedAndPrefilterFindsThem() {
		Table<Many> many = server.recreate(tidb, Many.class);
		many.bulk()
			.insert(IntStream.range(0, MAX_CANDIDATES + 1)
				.mapToObj((i) -> new Many(i, i == MAX_CANDIDATES, new float[] { i + 1 })));
		VectorSearch<Many> search = many.search()
			.vector(new float[] { 0 })
			.where(eq("last", true))
			.numCandidates(MAX_CANDIDATES);
		SearchHits<Many> truncated = search.limit(1).result();
		assertThat(truncated.list()).isEmpty();
		assertThat(truncated.completeness()).isEqualTo(Completeness.TRUNCATED);
		assertThat(search.prefilter().limit(1).result().list()).hasSize(1);
	}

	@Test
	void whenTheTypeDeclaresNoIndexThenTheSecondStatementIsExact() {
		Table<Unindexed> unindexed = tidb.table(Unindexed.class).schema().recreate();
		unindexed.bulk().insert(IntStream.range(0, 100).mapToObj((i) -> new Unindexed(i, direction(i))));
		dataSource.preparedOnClient().clear();
		SearchHits<Unindexed> result = unindexed.search().vector(direction(0)).where(gt("id", 90)).limit(2).result();
		assertThat(result.list()).extracting((hit) -> hit.entity().id()).containsExactly(91L, 92L);
		assertThat(dataSource.preparedOnClient()).hasSize(2);
		assertThat(dataSource.preparedOnClient().get(1)).doesNotContain("candidates");
	}

	@Test
	void nullsAreNeverFoundAndDoNotHideOthers() {
		Table<Sparse> sparse = server.recreate(tidb, Sparse.class);
		List<Sparse> mixed = new ArrayList<>();
		IntStream.range(0, 60).forEach((i) -> mixed.add(new Sparse(i, null, (i < 57) ? null : direction(i))));
		sparse.insertAll(mixed);
		for (String column : List.of("indexed", "unindexed")) {
			VectorSearch<Sparse> search = sparse.search().vector(direction(0)).vectorColumn(column);
			SearchHits<Sparse> result = search.limit(2).result();
			List<Long> expected = column.equals("indexed") ? List.of() : List.of(57L, 58L);
			assertThat(result.list()).extracting((hit) -> hit.entity().id()).isEqualTo(expected);
			assertThat(search.where(gt("id", 57)).limit(5).list()).extracting((hit) -> hit.entity().id())
				.isEqualTo(column.equals("indexed") ? List.of() : List.of(58L, 59L));
			// A bound that the server has reported: it adds up as it does.
			double bound = sparse.search()
				.vector(direction(0))
				.vectorColumn("unindexed")
				.where(eq("id", 57L))
				.prefilter()

				.first()
				.map(SearchHit::distance)
				.orElseThrow();
			assertThat(search.maxDistance(bound).limit(5).list()).extracting((hit) -> hit.entity().id())
				.isEqualTo(column.equals("indexed") ? List.of() : List.of(57L));
		}
	}

	@Test
	void vectorsWithoutADirectionAreNotFoundByCosine() {
		Table<Many> zeros = server.recreate(tidb, Many.class);
		zeros.insertAll(List.of(new Many(1, false, new float[] { 0 }), new Many(2, false, new float[] { 3 })));
		assertThat(zeros.search().vector(new float[] { 1 }).distanceMetric(DistanceMetric.COSINE).limit(1).list())
			.extracting((hit) -> hit.entity().id())
			.containsExactly(2L);
	}

	@Test
	void filterWithATextOfItsOwnMayNameAnyColumn() {
		assertThat(nearest().where(Filter.sql("`text` LIKE :text AND MOD(`group`, 2) = 1", Map.of("text", "%5")))
			.into(OnlyText.class)
			.limit(2)
			.list()).extracting((hit) -> hit.entity().text()).containsExactly("text 15", "text 35");
	}

	@Test
	void conditionsThatAreGivenTwiceMustBothBeMet() {
		assertThat(nearest().where(gt("id", 3)).where(Filter.lt("id", 6)).limit(9).list())
			.extracting((hit) -> hit.entity().id())
			.containsExactly(4L, 5L);
	}

	@Test
	void rowsOfEqualDistanceComeInTheOrderOfTheirKeys() {
		Table<Many> same = server.recreate(tidb, Many.class);
		same.bulk().insert(IntStream.of(5, 3, 9, 1).mapToObj((i) -> new Many(i, true, new float[] { 2 })));
		assertThat(same.search().vector(new float[] { 0 }).limit(4).list()).extracting((hit) -> hit.entity().id())
			.containsExactly(1L, 3L, 5L, 9L);
	}

	@Test
	void scoreOfAHitIsThatOfItsDistance() {
		SearchHit<Row> hit = nearest().limit(5).list().get(4);
		assertThat(hit.distance()).isCloseTo(distance(4), within(1e-6));
		assertThat(hit.score()).isEqualTo(1 - Objects.requireNonNull(hit.distance()) / 2);
		assertThat(hit.vectorMatch()).isEqualTo(SearchMatch.of(SearchMatch.Kind.VECTOR, "vector", 5, hit.score()));
		assertThat(hit.fullTextMatch()).isNull();
	}

	@Test
	void firstIsTheBest() {
		assertThat(nearest().first()).get().extracting((hit) -> hit.entity().id()).isEqualTo(0L);
		assertThat(nearest().where(eq("id", -1)).first()).isEmpty();
	}

	@Test
	void rerankerSeesTheTextsAndPutsThemInOrder() {
		List<String> seen = new ArrayList<>();
		Reranker longestNumberFirst = (query, texts) -> {
			assertThat(query).isEqualTo("a question");
			seen.addAll(texts);
			return texts.stream().mapToDouble((text) -> Integer.parseInt(text.substring(5))).toArray();
		};
		List<SearchHit<OnlyText>> hits = rows.search()
			.similarTo("a question", direction(0))
			.into(OnlyText.class)
			.rerank(longestNumberFirst, "text")
			.limit(2)
			.list();
		assertThat(seen).hasSize(10).startsWith("text 0", "text 1");
		assertThat(hits).extracting((hit) -> hit.entity().text()).containsExactly("text 9", "text 8");
		assertThat(hits).extracting(SearchHit::score).containsExactly(9.0, 8.0);
		assertThat(hits.get(0).vectorMatch()).extracting((match) -> match.rank()).isEqualTo(10);
		assertThat(hits.get(0).retrievalScore()).isCloseTo(1 - distance(9) / 2, within(1e-6));
	}

	@Test
	void textIsEmbeddedForTheQueryAndRerankedByTheTextItWasMadeFrom() {
		Table<Sourced> sourced = tidb.table(Sourced.class)
			.schema()
			.recreate()
			.withEmbeddingFunction(new ToyEmbeddingFunction());
		sourced.bulk().insert(IntStream.range(0, 20).mapToObj((i) -> new Sourced(i, "x".repeat(i + 1), null)));
		VectorSearch<Sourced> search = sourced.search().similarTo("xxx");
		assertThat(search.limit(2).list()).extracting((hit) -> hit.entity().body()).startsWith("xxx");
		assertThat(search.first().orElseThrow().distance()).isZero();
		Reranker shortestFirst = (query, texts) -> texts.stream().mapToDouble((text) -> -text.length()).toArray();
		assertThat(search.rerank(shortestFirst).limit(2).list()).extracting((hit) -> hit.entity().body())
			.containsExactly("x", "xx");
	}

	@Test
	void rerankerThatReturnsTheWrongNumberOfScoresIsNamed() {
		assertThatIllegalStateException()
			.isThrownBy(() -> rows.search()
				.similarTo("q", direction(0))
				.rerank((query, texts) -> new double[1], "text")
				.limit(2)
				.list())
			.withMessage("The reranker returned 1 scores for 10 texts");
	}

	@Test
	void explanationSaysThatTheStandInHasNoIndex() {
		SearchExplanation explanation = nearest().limit(3).explain();
		assertThat(explanation.sql()).startsWith("SELECT ").contains("VEC_COSINE_DISTANCE(`vector`, '[1.0,0.0]')");
		assertThat(explanation.plan()).contains("search_row");
		if (server.isStandIn()) {
			assertThat(explanation.usesVectorIndex()).isFalse();
			assertThat(explanation.reasons()).singleElement()
				.asString()
				.contains("stand-in")
				.contains("searches exactly");
		}
	}

	@Test
	@StandInOnly("the table has no index there: the other tests expect exact results")
	void explanationSaysWhyThereCanBeNoIndex() {
		assertThat(nearest().distanceMetric(DistanceMetric.L1).limit(3).explain().reasons()).singleElement()
			.asString()
			.contains("L1");
		assertThat(nearest().distanceMetric(DistanceMetric.L2).limit(3).explain().reasons())
			.anySatisfy((reason) -> assertThat(reason).contains("is for COSINE, and the search is for L2"));
		assertThat(nearest().where(eq("id", 1)).prefilter().limit(3).explain().reasons())
			.anySatisfy((reason) -> assertThat(reason).contains("prefilter()"));
		tidb.table(Unindexed.class).schema().createIfAbsent();
		assertThat(tidb.table(Unindexed.class).search().vector(direction(0)).limit(3).explain().reasons())
			.anySatisfy((reason) -> assertThat(reason).contains("`search_unindexed` has no vector index on `vector`"));
	}

	@Test
	void statementToReadCanBeSentAsItIs() {
		SearchQuery<Row> search = nearest().where(eq("text", "it's \\ 7?").or(eq("text", "text 7"))).limit(3);
		List<Map<String, Object>> found = tidb.sql(search.toSql()).query().listOfRows();
		assertThat(found).extracting((row) -> row.get("id")).containsExactly(7L);
	}

	@Test
	void searchSeesWhatItsTransactionWrote() {
		List<Long> found = tidb.inTransaction((client) -> {
			rows.insert(new Row(-1, "mine", 0, direction(0)));
			List<Long> ids = nearest().where(eq("text", "mine"))
				.limit(1)
				.list()
				.stream()
				.map((hit) -> hit.entity().id())
				.toList();
			rows.deleteById(-1);
			return ids;
		});
		assertThat(found).containsExactly(-1L);
	}

	private static VectorSearch<Row> nearest() {
		return rows.search().vector(direction(0));
	}

	private static float[] direction(int i) {
		double angle = i * Math.PI / ROWS;
		return new float[] { (float) Math.cos(angle), (float) Math.sin(angle) };
	}

	private static double distance(int i) {
		float[] to = direction(i);
		double norm = Math.sqrt((double) to[0] * to[0] + (double) to[1] * to[1]);
		// A little more, so that the row itself is within.
		return 1 - to[0] / norm + 1e-9;
	}

	private static int candidates(String sql) {
		return Arrays.stream(sql.split("LIMIT "))
			.skip(1)
			.map((part) -> part.split("[ )]")[0])
			.map(Integer::valueOf)
			.findFirst()
			.orElseThrow();
	}

	@TiDBTable("search_row")
	record Row(@PrimaryKey long id, @FullTextColumn @TiDBColumn(length = 100) String text, int group,
			@VectorColumn(dimensions = 2, index = true) float @Nullable [] vector) {

	}

	record TextAndVector(String text, float[] vector) {

	}

	record OnlyText(String text) {

	}

	@TiDBTable("search_many")
	record Many(@PrimaryKey long id, boolean last,
			@VectorColumn(dimensions = 1, distanceMetric = DistanceMetric.L2, index = true) float[] vector) {

	}

	@TiDBTable("search_unindexed")
	record Unindexed(@PrimaryKey long id, @VectorColumn(dimensions = 2) float[] vector) {

	}

	@TiDBTable("search_sparse")
	record Sparse(@PrimaryKey long id, @VectorColumn(dimensions = 2, index = true) float @Nullable [] indexed,
			@VectorColumn(dimensions = 2) float @Nullable [] unindexed) {

	}

	@TiDBTable("search_sourced")
	record Sourced(@PrimaryKey long id, @TiDBColumn(length = 100) String body, @VectorColumn(dimensions = 3,
			distanceMetric = DistanceMetric.L2, source = "body") float @Nullable [] vector) {

	}

	@TiDBTable("search_strict")
	record Strict(@PrimaryKey long id, @VectorColumn(dimensions = 2) float[] vector) {

		Strict {
			Objects.requireNonNull(vector, "vector");
		}

	}

}
