package io.github.tidbspring.client.search;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

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
import io.github.tidbspring.client.search.SearchHits.Completeness;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.ne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Searches by words, and by words and vectors at once.
 */
@NullMarked
@ContractTests
@Requires({ Capability.VECTOR, Capability.FULL_TEXT })
class HybridSearchIntegrationTests {

	private static final float[] NORTH = { 0, 1 };

	private static ListeningDataSource dataSource;

	private static TiDBClient tidb;

	private static Table<Guide> guides;

	@BeforeAll
	static void start(ContractServer server) {
		dataSource = new ListeningDataSource(server.client().dataSource(), false);
		tidb = TiDBClient.create(dataSource);
		guides = tidb.table(Guide.class).schema().recreate();
		guides.insertAll(List.of(new Guide(1, "change the port of the server", "a", new float[] { 1, 0 }),
				new Guide(2, "the port, the port and again the port", "b", new float[] { 0.9f, 0.1f }),
				new Guide(3, "where the harbour is", "a", new float[] { 0, 1 }),
				new Guide(4, "ships in the harbour", "b", new float[] { 0.1f, 1 }),
				new Guide(5, "a port with a view", "a", new float[] { 0.2f, 1 }),
				new Guide(6, "nothing of that kind", "a", null)));
		// A full-text index is built after the fact.
		await().atMost(Duration.ofMinutes(2))
			.until(() -> guides.search().fullText("port nothing").limit(10).list().size() == 4);
	}

	@BeforeEach
	void clear() {
		dataSource.preparedOnClient().clear();
		dataSource.threads().clear();
	}

	@Test
	void wordsFindTheRowsThatHaveThemBestFirst() {
		SearchHits<Guide> result = guides.search().fullText("port").limit(10).result();
		assertThat(ids(result.list())).containsExactlyInAnyOrder(1L, 2L, 5L).startsWith(2L);
		assertThat(result.list()).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
		assertThat(result.list()).allSatisfy((hit) -> {
			assertThat(hit.score()).isPositive();
			assertThat(hit.distance()).isNull();
			assertThat(Objects.requireNonNull(hit.fullTextMatch()).normalizedScore())
				.isEqualTo(2 * Math.atan(hit.score()) / Math.PI);
		});
		assertThat(result.completeness()).isEqualTo(Completeness.EXHAUSTED);
		assertThat(guides.search().fullText("port").limit(2).result().completeness())
			.isEqualTo(Completeness.LIMIT_REACHED);
	}

	@Test
	void wordsAreFoundAmongTheRowsThatMeetTheFilter() {
		assertThat(ids(guides.search().fullText("port").where(eq("kind", "a")).limit(10).list()))
			.containsExactlyInAnyOrder(1L, 5L);
	}

	@Test
	void wordsThatNobodyHasFindNothing() {
		assertThat(guides.search().fullText("zeppelin").limit(3).list()).isEmpty();
	}

	@Test
	void hybridSearchFusesRanks() {
		List<SearchHit<Guide>> hits = guides.search().hybrid("port", NORTH).limit(10).list();
		// By vector 3, 4, 5, 2, 1; by words 2 first, then 1 and 5 with equal counts.
		SearchHit<Guide> five = hit(hits, 5);
		assertThat(Objects.requireNonNull(five.vectorMatch()).rank()).isEqualTo(3);
		int textRank = Objects.requireNonNull(five.fullTextMatch()).rank();
		assertThat(five.score()).isCloseTo(1.0 / 63 + 1.0 / (60 + textRank), within(1e-12));
		SearchHit<Guide> three = hit(hits, 3);
		assertThat(three.fullTextMatch()).isNull();
		assertThat(three.score()).isCloseTo(1.0 / 61, within(1e-12));
		assertThat(three.distance()).isCloseTo(0, within(1e-9));
		assertThat(ids(hits)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
		assertThat(hits).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
	}

	@Test
	void hybridSearchFusesWeightedScores() {
		List<SearchHit<Guide>> hits = guides.search()
			.hybrid("port", NORTH)
			.fusion(Fusion.weighted(0.3, 0.7))
			.limit(10)
			.list();
		assertThat(hits).allSatisfy((hit) -> {
			double vector = (hit.distance() != null) ? 1 - hit.distance() / 2 : 0;
			double text = (hit.fullTextMatch() != null) ? 2 * Math.atan(hit.fullTextMatch().score()) / Math.PI : 0;
			assertThat(hit.score()).isCloseTo(0.3 * vector + 0.7 * text, within(1e-12));
		});
	}

	@Test
	void rowsOfEqualScoreComeInTheOrderOfTheirDistance() {
		List<SearchHit<Guide>> hits = guides.search().hybrid("port", NORTH).fusion((matches) -> 1).limit(10).list();
		assertThat(ids(hits)).containsExactly(3L, 4L, 5L, 2L, 1L);
	}

	@Test
	void rowThatOnlyTheWordsFindHasNoDistance() {
		List<SearchHit<Guide>> hits = guides.search().hybrid("nothing", NORTH).maxDistance(0.001).limit(10).list();
		assertThat(hit(hits, 6).distance()).isNull();
		assertThat(hit(hits, 6).vectorMatch()).isNull();
		assertThat(hit(hits, 3).fullTextMatch()).isNull();
		assertThat(hits).hasSize(2);
	}

	@Test
	void filterHoldsForBoth() {
		assertThat(ids(guides.search().hybrid("port", NORTH).where(ne("kind", "a")).limit(10).list()))
			.containsExactlyInAnyOrder(2L, 4L);
	}

	@Test
	void bothRunOnTheThreadOfTheCaller() {
		guides.search().hybrid("port", NORTH).limit(3).list();
		assertThat(dataSource.threads()).hasSizeGreaterThanOrEqualTo(2).containsOnly(Thread.currentThread().getName());
		assertThat(dataSource.open()).isZero();
	}

	@Test
	@StandInOnly("TiDB does not search words in a transaction that has written to the table")
	void bothRunOnTheConnectionOfATransaction() {
		List<Long> found = tidb.inTransaction((client) -> {
			guides.insert(new Guide(7, "unheard-of harbour", "c", new float[] { 0, 1 }));
			List<Long> ids = ids(guides.search().hybrid("unheard", NORTH).where(eq("kind", "c")).limit(3).list());
			guides.deleteById(7);
			return ids;
		});
		assertThat(found).containsExactly(7L);
		assertThat(dataSource.threads()).hasSize(1);
	}

	@Test
	void rerankerPutsWhatWasFusedInOrder() {
		List<SearchHit<Guide>> hits = guides.search()
			.hybrid("port", NORTH)
			.rerank((query, texts) -> texts.stream().mapToDouble(String::length).toArray())
			.limit(2)
			.list();
		assertThat(ids(hits)).containsExactly(2L, 1L);
		assertThat(hits.get(0).score()).isEqualTo("the port, the port and again the port".length());
		assertThat(hits.get(0).retrievalScore()).isLessThan(1);
	}

	@Test
	void explanationHasBothStatementsAndBothPlans() {
		SearchExplanation explanation = guides.search().hybrid("port", NORTH).limit(3).explain();
		assertThat(explanation.sql()).contains("VEC_COSINE_DISTANCE").contains("FTS_MATCH_WORD");
		assertThat(explanation.reasons()).isNotEmpty();
		assertThat(explanation.plan().lines()).hasSizeGreaterThanOrEqualTo(2);
		SearchExplanation words = guides.search().fullText("port").limit(3).explain();
		assertThat(words.reasons()).isEmpty();
		assertThat(words.usesVectorIndex()).isFalse();
	}

	@Test
	@StandInOnly("its function for full-text search can be dropped")
	void whenTheServerHasNoFullTextSearchThenTheExceptionSaysWhereItIs() {
		withoutFullText((table) -> {
			assertThatExceptionOfType(FullTextUnavailableException.class)
				.isThrownBy(() -> table.search().fullText("port").limit(3).list())
				.withMessageContaining("`text` of `guide`")
				.withMessageContaining("TiDB Cloud Starter")
				.withMessageContaining("fallBackToVector()");
			assertThatExceptionOfType(FullTextUnavailableException.class)
				.isThrownBy(() -> table.search().fullText("port").limit(3).explain());
			assertThatExceptionOfType(FullTextUnavailableException.class)
				.isThrownBy(() -> table.search().hybrid("port", NORTH).limit(3).list());
		});
	}

	@Test
	@StandInOnly("its function for full-text search can be dropped")
	void whenTheServerHasNoFullTextSearchThenVectorsAloneWillDoOnRequest() {
		withoutFullText((table) -> {
			table.insert(new Guide(3, "where the harbour is", "a", new float[] { 0, 1 }));
			SearchHits<Guide> result = table.search().hybrid("port", NORTH).fallBackToVector().limit(3).result();
			assertThat(ids(result.list())).containsExactly(3L);
			assertThat(result.isVectorOnly()).isTrue();
			assertThat(table.search().hybrid("port", NORTH).fallBackToVector().limit(3).explain().plan())
				.contains("guide");
			assertThat(guides.search().hybrid("port", NORTH).fallBackToVector().limit(3).result().isVectorOnly())
				.isFalse();
		});
	}

	@Test
	void failureOfOneIsThatOfTheSearchAndLeavesNoConnectionBehind() {
		Table<Gone> gone = tidb.table(Gone.class);
		gone.schema().dropIfExists();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> gone.search().hybrid("x", NORTH).limit(1).list())
			.satisfies((ex) -> assertThat(ex).isNotInstanceOf(FullTextUnavailableException.class));
		assertThat(dataSource.open()).isZero();
	}

	/** In a database without the function, as on most TiDBs. */
	private static void withoutFullText(Consumer<Table<Guide>> work) {
		String database = "without_full_text";
		tidb.databases().dropIfExists(database);
		tidb.databases().create(database);
		try {
			TiDBClient without = tidb.withDatabase(database);
			StatementRecording.notForTiDB(() -> {
				without.sql("DROP FUNCTION FTS_MATCH_WORD").update();
			});
			work.accept(without.table(Guide.class).schema().create());
		}
		finally {
			tidb.databases().drop(database);
		}
	}

	private static List<Long> ids(List<SearchHit<Guide>> hits) {
		return hits.stream().map((hit) -> hit.entity().id()).toList();
	}

	private static SearchHit<Guide> hit(List<SearchHit<Guide>> hits, long id) {
		return hits.stream().filter((hit) -> hit.entity().id() == id).findFirst().orElseThrow();
	}

	@TiDBTable("guide")
	record Guide(@PrimaryKey long id, @FullTextColumn @TiDBColumn(length = 200) String text, String kind,
			@VectorColumn(dimensions = 2) float @Nullable [] vector) {

	}

	@TiDBTable("guide_gone")
	record Gone(@PrimaryKey long id, @FullTextColumn @TiDBColumn(length = 200) String text,
			@VectorColumn(dimensions = 2) float[] vector) {

	}

}
