package io.github.tidbspring.client.search;

import java.util.List;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractServer;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.tidbspring.client.query.Filter.gte;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A few rows without a vector do not cost a search its index.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class FewNullsIntegrationTests {

	private static final int NULLS = 3;

	private static ListeningDataSource dataSource;

	private static Table<Note> notes;

	@BeforeAll
	static void fill(ContractServer server) {
		dataSource = new ListeningDataSource(server.client().dataSource(), false);
		TiDBClient tidb = TiDBClient.create(dataSource);
		notes = server.recreate(tidb, Note.class);
		notes.bulk()
			.insert(IntStream.range(0, 100).mapToObj((i) -> new Note(i, (i < NULLS) ? null : new float[] { i, 1 })));
	}

	@BeforeEach
	void forget() {
		dataSource.preparedOnClient().clear();
	}

	@Test
	void asManyMoreCandidatesAreLookedAt() {
		SearchHits<Note> result = notes.search().vector(new float[] { 0, 1 }).limit(5).result();
		assertThat(result.list()).extracting((hit) -> hit.entity().id()).containsExactly(3L, 4L, 5L, 6L, 7L);
		assertThat(result.completeness()).isEqualTo(SearchHits.Completeness.LIMIT_REACHED);
		assertThat(dataSource.preparedOnClient()).hasSize(2);
		assertThat(dataSource.preparedOnClient().get(1)).contains("LIMIT 8) AS `candidates`");
	}

	@Test
	void boundHoldsForThem() {
		assertThat(notes.search().vector(new float[] { 0, 1 }).maxDistance(4).limit(4).list())
			.extracting((hit) -> hit.entity().id())
			.containsExactly(3L, 4L);
	}

	@Test
	void conditionHoldsForThem() {
		SearchHits<Note> result = notes.search()
			.vector(new float[] { 0, 1 })
			.where(gte("id", 11))
			.numCandidates(10)
			.limit(2)
			.result();
		assertThat(result.list()).extracting((hit) -> hit.entity().id()).containsExactly(11L, 12L);
		assertThat(dataSource.preparedOnClient()).filteredOn((sql) -> !sql.contains("COUNT(*)"))
			.allSatisfy((sql) -> assertThat(sql).contains("candidates"));
	}

	@Test
	void whenAllAreNullsThenTheResultIsEmpty() {
		assertThat(notes.search().vector(new float[] { 0, 1 }).where(gte("id", 0)).limit(100).list()).hasSize(97);
		assertThat(List.of(notes.search().vector(new float[] { 0, 1 }).limit(100).result().completeness()))
			.containsExactly(SearchHits.Completeness.EXHAUSTED);
	}

	@TiDBTable("few_nulls")
	record Note(@PrimaryKey long id,
			@VectorColumn(dimensions = 2, distanceMetric = DistanceMetric.L2, index = true) float @Nullable [] vector) {

	}

}
