package io.github.tidbspring.client.search;

import java.util.List;
import java.util.Objects;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A distance that overflows 32-bit floats is never better than one that does not.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class OverflowingDistanceIntegrationTests {

	private static final float[] ORIGIN = { 0, 0 };

	private static Table<Star> stars;

	@BeforeAll
	static void fill(ContractServer server) {
		stars = server.recreate(server.client(), Star.class);
		stars.insertAll(List.of(new Star(1, new float[] { 1e20f, 0 }), new Star(2, new float[] { 3, 4 }),
				new Star(3, new float[] { -3e38f, 3e38f }), new Star(4, new float[] { 0, 0 }),
				new Star(5, new float[] { -1e20f, 1 }), new Star(6, new float[] { 1, 0 }), new Star(7, null)));
	}

	@ParameterizedTest
	@EnumSource
	void finiteOnesComeFirst(DistanceMetric distance) {
		for (float[] query : List.of(ORIGIN, new float[] { 1e20f, 0 }, new float[] { 3e38f, 3e38f },
				new float[] { 1, 2 })) {
			List<SearchHit<Star>> hits = stars.search().vector(query).distanceMetric(distance).limit(10).list();
			assertOrdered(hits);
			for (int limit = 1; limit < 7; limit++) {
				List<SearchHit<Star>> fewer = stars.search().vector(query).distanceMetric(distance).limit(limit).list();
				assertThat(fewer).extracting((hit) -> hit.entity().id())
					.isEqualTo(hits.stream().limit(limit).map((hit) -> hit.entity().id()).toList());
				assertOrdered(fewer);
			}
			assertThat(stars.search().vector(query).distanceMetric(distance).prefilter().limit(10).list())
				.extracting((hit) -> hit.entity().id())
				.containsExactlyElementsOf(hits.stream().map((hit) -> hit.entity().id()).toList());
		}
	}

	private static void assertOrdered(List<SearchHit<Star>> hits) {
		boolean overflowed = false;
		double score = 1;
		for (SearchHit<Star> hit : hits) {
			double distance = Objects.requireNonNull(hit.distance());
			assertThat(distance).isNotNaN();
			assertThat(hit.score()).isBetween(0.0, score);
			score = hit.score();
			assertThat(overflowed && Double.isFinite(distance)).as("%s", hits).isFalse();
			overflowed = !Double.isFinite(distance);
			if (overflowed) {
				assertThat(hit.score()).isZero();
			}
		}
	}

	@Test
	void farthestByL2HasNoScore() {
		List<SearchHit<Star>> hits = stars.search().vector(ORIGIN).distanceMetric(DistanceMetric.L2).limit(10).list();
		assertThat(hits).extracting((hit) -> hit.entity().id()).containsExactly(4L, 6L, 2L, 1L, 3L, 5L);
		assertThat(hits).extracting(SearchHit::distance)
			.containsExactly(0.0, 1.0, 5.0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY,
					Double.POSITIVE_INFINITY);
		assertThat(hits.get(0).score()).isEqualTo(1);
		assertThat(hits.get(3).score()).isZero();
	}

	@Test
	void onlyOneIsFarAway() {
		assertThat(stars.search()
			.vector(ORIGIN)
			.distanceMetric(DistanceMetric.L2)
			.where(Filter.in("id", List.of(1L, 4L)))
			.limit(10)
			.list()).extracting(SearchHit::distance).containsExactly(0.0, Double.POSITIVE_INFINITY);
		assertThat(stars.search()
			.vector(ORIGIN)
			.distanceMetric(DistanceMetric.L2)
			.where(Filter.eq("id", 1L))
			.limit(1)
			.list()).extracting(SearchHit::score).containsExactly(0.0);
	}

	@Test
	void boundIsExceeded() {
		assertThat(stars.search().vector(ORIGIN).distanceMetric(DistanceMetric.L2).maxDistance(1e30).limit(10).list())
			.extracting((hit) -> hit.entity().id())
			.containsExactly(4L, 6L, 2L);
	}

	@Test
	void innerProductThatOverflowsIsFoundLast() {
		List<SearchHit<Star>> hits = stars.search()
			.vector(new float[] { 1e20f, 0 })
			.distanceMetric(DistanceMetric.NEGATIVE_INNER_PRODUCT)
			.limit(10)
			.list();
		assertThat(hits).extracting((hit) -> hit.entity().id()).containsExactly(2L, 6L, 4L, 3L, 5L, 1L);
		assertThat(hits.subList(3, 6)).extracting(SearchHit::distance)
			.containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
	}

	@TiDBTable("star")
	record Star(@PrimaryKey long id, @VectorColumn(dimensions = 2) float @Nullable [] vector) {

	}

}
