package io.github.tidbspring.client.internal.search;

import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * Base class of searches that compare vectors.
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

	/** Return the same search with another query. */
	abstract S with(VectorQuery vectors);

	public final S vectorColumn(String property) {
		// Resolved now, so that the stack trace leads to the mistake.
		return with(this.vectors.withColumn(SearchColumns.vector(scope().schema(), property)));
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
