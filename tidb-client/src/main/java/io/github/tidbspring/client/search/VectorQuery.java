package io.github.tidbspring.client.search;

import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is asked of the vectors.
 *
 * @param vector what they are compared with
 * @param column the name of the column, or {@code null} for the only one
 * @param distance the distance, or {@code null} for the column's
 * @param minDistance the smallest distance, or {@code null}
 * @param maxDistance the largest distance, or {@code null}
 * @param prefilter whether the filter runs first
 */
record VectorQuery(QueryVector vector, @Nullable String column, @Nullable DistanceMetric distance,
		@Nullable Double minDistance, @Nullable Double maxDistance, boolean prefilter) {

	static VectorQuery of(QueryVector vector) {
		return new VectorQuery(vector, null, null, null, null, false);
	}

	VectorQuery withColumn(SearchTarget<?> target, String column) {
		// Now, and not when the search runs: the mistake is here.
		SearchColumns.vector(target, column);
		return new VectorQuery(this.vector, column, this.distance, this.minDistance, this.maxDistance, this.prefilter);
	}

	VectorQuery withMetric(DistanceMetric distance) {
		Assert.notNull(distance, "'distance' must not be null");
		return new VectorQuery(this.vector, this.column, distance, this.minDistance, this.maxDistance, this.prefilter);
	}

	VectorQuery withMinDistance(double bound) {
		return new VectorQuery(this.vector, this.column, this.distance, checked(bound), this.maxDistance,
				this.prefilter);
	}

	VectorQuery withMaxDistance(double bound) {
		return new VectorQuery(this.vector, this.column, this.distance, this.minDistance, checked(bound),
				this.prefilter);
	}

	VectorQuery filteringFirst() {
		return new VectorQuery(this.vector, this.column, this.distance, this.minDistance, this.maxDistance, true);
	}

	private static Double checked(double bound) {
		Assert.isTrue(Double.isFinite(bound), () -> "A bound of a distance is a finite number, not " + bound);
		return bound;
	}

	VectorComparison resolve(SearchTarget<?> target) {
		if (this.minDistance != null && this.maxDistance != null && this.minDistance > this.maxDistance) {
			throw new IllegalStateException("No distance is from %s to %s: the smallest is above the largest"
				.formatted(this.minDistance, this.maxDistance));
		}
		return VectorComparison.of(target, this);
	}

}
