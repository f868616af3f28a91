package io.github.tidbspring.client.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What is found, and in which order, against the same done in Java: for each distance,
 * filter and bound a hundred queries in a thousand rows. A stand-in computes distances
 * slowly, and has a quarter of the rows and a tenth of the queries.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class SearchReferenceIntegrationTests {

	private static int queries;

	private static final int DIMENSIONS = 4;

	private static final int COLORS = 10;

	private static List<Point> all = List.of();

	private static Table<Point> points;

	@BeforeAll
	static void start(ContractServer server) {
		int rows = server.isStandIn() ? 250 : 1000;
		queries = server.isStandIn() ? 10 : 100;
		Random random = new Random(11);
		all = IntStream.range(0, rows)
			.mapToObj((i) -> new Point(i, random.nextInt(COLORS), (random.nextInt(8) > 0) ? vector(random) : null))
			.toList();
		points = server.recreate(server.client(), Point.class);
		points.insertAll(all);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("searches")
	void rankingIsThatOfAnExactSearch(DistanceMetric distance, Condition condition) {
		Random random = new Random(distance.ordinal());
		for (int i = 0; i < queries; i++) {
			float[] query = vector(random);
			int limit = 1 + random.nextInt(12);
			List<Scored> expected = all.stream()
				.filter(condition.rows())
				.filter((point) -> point.vector() != null)
				.map((point) -> new Scored(point.id(), reference(distance, point.vector(), query)))
				.filter((scored) -> condition.isWithin(distance, scored.distance()))
				.sorted(Comparator.comparingDouble(Scored::distance))
				.limit(limit)
				.toList();
			SearchHits<Point> result = condition.steps(distance)
				.apply(points.search().vector(query).distanceMetric(distance))
				.limit(limit)
				.result();
			assertThat(result.list()).extracting((hit) -> hit.entity().id())
				.isEqualTo(expected.stream().map(Scored::id).toList());
			for (int rank = 0; rank < expected.size(); rank++) {
				SearchHit<Point> hit = result.list().get(rank);
				assertThat(hit.distance()).isEqualTo(expected.get(rank).distance());
				assertThat(hit.score()).isEqualTo(distance.score(hit.distance()));
			}
			assertThat(result.completeness()).isEqualTo((expected.size() == limit)
					? SearchHits.Completeness.LIMIT_REACHED : SearchHits.Completeness.EXHAUSTED);
		}
	}

	static Stream<Arguments> searches() {
		List<Condition> conditions = new ArrayList<>();
		for (Bounds bounds : Bounds.values()) {
			conditions.add(new Condition(bounds, false, false));
			conditions.add(new Condition(bounds, true, false));
			conditions.add(new Condition(bounds, true, true));
		}
		return Stream.of(DistanceMetric.values())
			.flatMap((distance) -> conditions.stream().map((condition) -> arguments(distance, condition)));
	}

	private static float[] vector(Random random) {
		float[] vector = new float[DIMENSIONS];
		for (int i = 0; i < DIMENSIONS; i++) {
			vector[i] = (float) random.nextGaussian();
		}
		return vector;
	}

	/** TiDB adds up in 32-bit floats. */
	private static double reference(DistanceMetric distance, float[] a, float[] b) {
		double dot = 0;
		double squares = 0;
		double absolutes = 0;
		double normA = 0;
		double normB = 0;
		for (int i = 0; i < a.length; i++) {
			float difference = a[i] - b[i];
			dot = rounded(dot + a[i] * b[i]);
			squares = rounded(squares + difference * difference);
			absolutes = rounded(absolutes + Math.abs(difference));
			normA = rounded(normA + a[i] * a[i]);
			normB = rounded(normB + b[i] * b[i]);
		}
		return switch (distance) {
			case COSINE -> 1 - dot / Math.sqrt(normA * normB);
			case L2 -> Math.sqrt(squares);
			case L1 -> absolutes;
			case NEGATIVE_INNER_PRODUCT -> -dot;
		};
	}

	private static double rounded(double number) {
		return (float) number;
	}

	/**
	 * How near and how far rows may be.
	 */
	enum Bounds {

		NONE, MAX, MIN, BOTH;

		private double min(DistanceMetric distance) {
			return switch (distance) {
				case COSINE -> 0.1;
				case L2 -> 1;
				case L1 -> 2;
				case NEGATIVE_INNER_PRODUCT -> -2;
			};
		}

		private double max(DistanceMetric distance) {
			return switch (distance) {
				case COSINE -> 0.15;
				case L2 -> 1.2;
				case L1 -> 2.4;
				case NEGATIVE_INNER_PRODUCT -> -1.9;
			};
		}

	}

	record Condition(Bounds bounds, boolean filtered, boolean prefilter) {

		private Predicate<Point> rows() {
			return (point) -> !this.filtered || point.color() == 7;
		}

		private boolean hasMin() {
			return this.bounds == Bounds.MIN || this.bounds == Bounds.BOTH;
		}

		private boolean hasMax() {
			return this.bounds == Bounds.MAX || this.bounds == Bounds.BOTH;
		}

		private boolean isWithin(DistanceMetric distance, double value) {
			return (!hasMin() || value >= this.bounds.min(distance))
					&& (!hasMax() || value <= this.bounds.max(distance));
		}

		private UnaryOperator<VectorSearch<Point>> steps(DistanceMetric distance) {
			return (search) -> {
				VectorSearch<Point> next = this.filtered ? search.where(eq("color", 7))
						: search.where(Filter.unrestricted());
				next = hasMin() ? next.minDistance(this.bounds.min(distance)) : next;
				next = hasMax() ? next.maxDistance(this.bounds.max(distance)) : next;
				return this.prefilter ? next.prefilter() : next;
			};
		}

		@Override
		public String toString() {
			return "bounds " + this.bounds + (this.filtered ? ", filtered" : "") + (this.prefilter ? " first" : "");
		}

	}

	@TiDBTable("point")
	record Point(@PrimaryKey long id, int color,
			@VectorColumn(dimensions = DIMENSIONS, index = true) float @Nullable [] vector) {

	}

	private record Scored(long id, double distance) {

	}

}
