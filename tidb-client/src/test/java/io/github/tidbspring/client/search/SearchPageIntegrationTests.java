package io.github.tidbspring.client.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import io.github.tidbspring.client.search.SearchMatch.Kind;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.gt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Pages of a vector search: each row is on one of them.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class SearchPageIntegrationTests {

	/** Four rows at each distance. */
	private static final int ROWS = 40;

	private static final float[] QUERY = { 1, 0 };

	private static ListeningDataSource dataSource;

	private static Table<Step> steps;

	private static Table<Cell> cells;

	@BeforeAll
	static void fill(ContractServer server) {
		dataSource = new ListeningDataSource(server.client().dataSource(), false);
		TiDBClient tidb = TiDBClient.create(dataSource);
		steps = server.recreate(tidb, Step.class);
		steps.bulk().insert(IntStream.range(0, ROWS).mapToObj((i) -> new Step(i, i % 2 == 0, direction(i / 4))));
		cells = server.recreate(tidb, Cell.class);
		cells.bulk()
			.insert(IntStream.range(0, ROWS)
				.mapToObj((i) -> new Cell("Row '" + i / 8, i % 8, (i < 3) ? null : direction(i / 20))));
	}

	@ParameterizedTest
	@EnumSource
	void eachRowIsOnOnePageInTheOrderOfItsDistance(DistanceMetric metric) {
		List<SearchHit<Step>> hits = all(steps.search().vector(QUERY).distanceMetric(metric), 7);
		assertThat(hits).extracting((hit) -> hit.entity().id())
			.containsExactlyInAnyOrderElementsOf(IntStream.range(0, ROWS).mapToObj((i) -> (long) i).toList());
		assertThat(hits).extracting((hit) -> hit.entity().id() / 4)
			.isSorted()
			.as("rows of one distance come before those of the next");
		assertThat(hits).extracting((hit) -> Objects.requireNonNull(hit.vectorMatch()).rank())
			.containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
	}

	@Test
	void rowsOfOneDistanceMayFillManyPages() {
		VectorSearch<Cell> search = cells.search().vector(QUERY);
		List<SearchHit<Cell>> hits = all(search, 3);
		assertThat(hits).hasSize(ROWS - 3).doesNotHaveDuplicates();
		assertThat(hits.subList(0, 17)).allSatisfy((hit) -> assertThat(hit.distance()).isZero());
	}

	@Test
	void pageHasTheConditionsOfItsSearch() {
		VectorSearch<Step> search = steps.search().vector(QUERY).where(eq("even", true)).where(gt("id", 5));
		assertThat(all(search, 4)).extracting((hit) -> hit.entity().id())
			.hasSize(17)
			.doesNotHaveDuplicates()
			.allMatch((id) -> id > 5 && id % 2 == 0);
		VectorSearch<Step> bySql = steps.search().vector(QUERY).where(Filter.sql("MOD(`id`, 2) = 0", Map.of()));
		assertThat(all(bySql, 4)).hasSize(20).doesNotHaveDuplicates();
		double bound = Objects.requireNonNull(search.limit(9).list().get(8).distance());
		assertThat(all(search.maxDistance(bound), 4)).hasSizeBetween(9, 10)
			.allSatisfy((hit) -> assertThat(hit.distance()).isLessThanOrEqualTo(bound));
		assertThat(all(search.prefilter(), 4)).hasSize(17).doesNotHaveDuplicates();
	}

	@Test
	void whenNoRowsFollowThenThePageIsEmptyAndExhausted() {
		VectorSearch<Step> search = steps.search().vector(QUERY);
		List<SearchHit<Step>> hits = search.limit(ROWS).list();
		SearchHits<Step> next = search.after(hits.get(ROWS - 1)).limit(10).result();
		assertThat(next.list()).isEmpty();
		assertThat(next.completeness()).isEqualTo(Completeness.EXHAUSTED);
	}

	@Test
	void pageReadsTheRowsBeforeItAndItsOwn() {
		VectorSearch<Step> search = steps.search().vector(QUERY);
		SearchHit<Step> last = search.limit(12).list().get(11);
		dataSource.preparedOnClient().clear();
		assertThat(search.after(last).limit(4).list()).hasSize(4);
		assertThat(dataSource.preparedOnClient()).singleElement().asString().contains("LIMIT 16) AS `candidates`");
	}

	@Test
	void pageCanContinueAfterAnyHit() {
		VectorSearch<Step> search = steps.search().vector(QUERY);
		List<SearchHit<Step>> hits = search.limit(10).list();
		List<Long> before = hits.stream().limit(6).map((hit) -> hit.entity().id()).toList();
		assertThat(search.after(hits.get(5)).limit(ROWS).list()).hasSize(ROWS - 6)
			.extracting((hit) -> hit.entity().id())
			.doesNotContainAnyElementsOf(before);
		assertThat(search.after(hits.get(5)).after(null).limit(ROWS).list()).hasSize(ROWS);
	}

	@Test
	void whenAHitWasMadeOfItsRowAndDistanceThenOnlyRowsOfThatDistanceMayComeAgain() {
		VectorSearch<Step> search = steps.search().vector(QUERY);
		SearchHit<Step> sixth = search.limit(6).list().get(5);
		SearchHit<Step> remade = SearchHit.of(new Step(sixth.entity().id(), false, null), sixth.score(),
				sixth.distance(), List.of());
		List<SearchHit<Step>> page = search.after(remade).limit(ROWS).list();
		assertThat(page).hasSize(ROWS - 4 - 1).doesNotContain(sixth);
		SearchHit<Step> ranked = SearchHit.of(remade.entity(), sixth.score(), sixth.distance(),
				List.of(SearchMatch.of(Kind.VECTOR, "vector", 6, sixth.score())));
		assertThat(search.after(ranked).limit(ROWS).list()).hasSize(ROWS - 4 - 1)
			.first()
			.satisfies((hit) -> assertThat(Objects.requireNonNull(hit.vectorMatch()).rank()).isEqualTo(7));
	}

	@Test
	void hitsOfAnotherTypeHaveTheKey() {
		VectorSearch<Key> search = steps.search().vector(QUERY).into(Key.class);
		assertThat(all(search, 9)).extracting((hit) -> hit.entity().id()).hasSize(ROWS).doesNotHaveDuplicates();
		VectorSearch<NoKey> keyless = steps.search().vector(QUERY).into(NoKey.class);
		SearchHit<NoKey> hit = keyless.first().orElseThrow();
		refused(keyless.after(hit),
				"A page of `search_step` after a hit needs the key of its row, " + "and NoKey does not have id");
	}

	@Test
	void hitOfAnotherSearchIsRefusedBeforeAnythingIsSent() {
		VectorSearch<Step> search = steps.search().vector(QUERY);
		SearchHit<Step> ofAnotherQuery = steps.search().vector(new float[] { 0, 1 }).first().orElseThrow();
		SearchHit<Step> ofAnotherMetric = search.distanceMetric(DistanceMetric.L2).first().orElseThrow();
		SearchHit<Step> reranked = steps.search()
			.similarTo("a text", QUERY)
			.rerank((query, texts) -> new double[texts.size()], "name")
			.first()
			.orElseThrow();
		for (SearchHit<Step> hit : List.of(ofAnotherQuery, ofAnotherMetric, reranked)) {
			refused(search.after(hit),
					"A search of `search_step` by `vector` and COSINE cannot continue after a hit of "
							+ "another search: after(hit) takes the last hit of the page before, found by the same query, "
							+ "column and metric, and not reranked");
		}
		assertThat(steps.search().vector(QUERY.clone()).after(search.first().orElseThrow()).limit(1).list()).hasSize(1);
	}

	private static void refused(VectorSearch<?> search, String message) {
		dataSource.preparedOnClient().clear();
		assertThatIllegalArgumentException().isThrownBy(() -> search.limit(3).list()).withMessage(message);
		assertThat(dataSource.preparedOnClient()).isEmpty();
	}

	/** Read all pages. */
	private static <T> List<SearchHit<T>> all(VectorSearch<T> search, int limit) {
		List<SearchHit<T>> all = new ArrayList<>();
		SearchHit<T> last = null;
		List<SearchHit<T>> page;
		do {
			page = search.after(last).limit(limit).list();
			all.addAll(page);
			last = page.isEmpty() ? null : page.get(page.size() - 1);
		}
		while (page.size() == limit);
		return all;
	}

	private static float[] direction(int i) {
		double angle = i * Math.PI / 20;
		return new float[] { (float) Math.cos(angle), (float) Math.sin(angle) };
	}

	@TiDBTable("search_step")
	record Step(@PrimaryKey long id, boolean even, @TiDBColumn(length = 10) String name,
			@VectorColumn(dimensions = 2, index = true) float @Nullable [] vector) {

		Step(long id, boolean even, float @Nullable [] vector) {
			this(id, even, "step", vector);
		}

	}

	/**
	 * A row with two columns in its key, and without an index.
	 */
	@TiDBTable("search_cell")
	record Cell(@PrimaryKey @TiDBColumn(length = 10) String line, @PrimaryKey int number,
			@VectorColumn(dimensions = 2) float @Nullable [] vector) {

	}

	record Key(long id) {

	}

	record NoKey(boolean even) {

	}

}
