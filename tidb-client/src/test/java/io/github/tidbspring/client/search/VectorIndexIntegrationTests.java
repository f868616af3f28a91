package io.github.tidbspring.client.search;

import java.time.Duration;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.github.tidbspring.client.query.Filter.gt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Searches that use a vector index.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR_INDEX)
class VectorIndexIntegrationTests {

	/** TiFlash first makes a replica, and then the index. */
	private static final Duration BUILDING = Duration.ofMinutes(5);

	private static Table<Place> places;

	@BeforeAll
	static void fill(TiDBClient tidb) {
		places = tidb.table(Place.class).schema().recreate();
		places.bulk().insert(IntStream.range(0, 10_000).mapToObj((i) -> new Place(i, new float[] { i, 1 })));
		// Few rows cost less to read than an index to ask, once there are statistics.
		new JdbcTemplate(tidb.dataSource()).execute("ANALYZE TABLE `place`");
		await().atMost(BUILDING)
			.pollInterval(Duration.ofSeconds(2))
			.until(() -> nearest().limit(3).explain().usesVectorIndex());
	}

	@Test
	void searchUsesTheIndex() {
		SearchExplanation explanation = nearest().limit(3).explain();
		assertThat(explanation.usesVectorIndex()).isTrue();
		assertThat(explanation.reasons()).isEmpty();
		assertThat(nearest().limit(3).list()).extracting((hit) -> hit.entity().id()).startsWith(500L);
	}

	@Test
	void searchWithAFilterUsesTheIndex() {
		SearchQuery<Place> search = nearest().where(gt("id", 500)).limit(3);
		assertThat(search.explain().usesVectorIndex()).isTrue();
		assertThat(search.list()).extracting((hit) -> hit.entity().id()).startsWith(501L);
	}

	@Test
	void laterPageUsesTheIndex() {
		SearchHit<Place> last = nearest().limit(3).list().get(2);
		SearchQuery<Place> next = nearest().after(last).limit(3);
		assertThat(next.explain().usesVectorIndex()).isTrue();
		assertThat(next.list()).extracting((hit) -> hit.entity().id()).doesNotContain(499L, 500L, 501L).hasSize(3);
		assertThat(nearest().where(gt("id", 500)).after(last).limit(3).explain().usesVectorIndex()).isTrue();
	}

	@Test
	void searchThatFiltersFirstDoesNot() {
		SearchExplanation explanation = nearest().where(gt("id", 500)).prefilter().limit(3).explain();
		assertThat(explanation.usesVectorIndex()).isFalse();
		assertThat(explanation.reasons()).anySatisfy((reason) -> assertThat(reason).contains("prefilter()"));
	}

	@Test
	void searchByAnotherDistanceDoesNot() {
		assertThat(nearest().distanceMetric(DistanceMetric.COSINE).limit(3).explain().reasons())
			.anySatisfy((reason) -> assertThat(reason).contains("is for L2, and the search is for COSINE"));
	}

	@Test
	void tableIsWhatItsTypeDescribes() {
		assertThat(places.schema().validate()).isSameAs(places);
	}

	private static VectorSearch<Place> nearest() {
		return places.search().vector(new float[] { 500, 1 });
	}

	@TiDBTable("place")
	record Place(@PrimaryKey long id,
			@VectorColumn(dimensions = 2, distanceMetric = DistanceMetric.L2, index = true) float[] vector) {

	}

}
