package io.github.tidbspring.client.internal.search;

import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * The steps of searches that compare vectors.
 *
 * @param <T> the type of the rows
 * @param <S> the type of the search
 */
abstract class AbstractVectorSearch<T, S> extends AbstractSearch<T, S> {

	private final VectorQuery vectors;

	AbstractVectorSearch(SearchScope<T> scope, VectorQuery vectors) {
		super(scope);
		this.vectors = vectors;
	}

	final VectorQuery vectors() {
		return this.vectors;
	}

	/** The same search with another query. */
	abstract S with(VectorQuery vectors);

	public final S vectorColumn(String property) {
		// Resolved now, and not when the search runs: the mistake is here.
		return with(this.vectors.withColumn(SearchColumns.vector(scope().target().schema(), property)));
	}

	public final S distanceMetric(DistanceMetric metric) {
		return with(this.vectors.withMetric(metric));
	}

	public final S maxDistance(double distance) {
		return with(this.vectors.withMaxDistance(distance));
	}

	public final S minDistance(double distance) {
		return with(this.vectors.withMinDistance(distance));
	}

	public final S prefilter() {
		return with(this.vectors.filteringFirst());
	}

}
