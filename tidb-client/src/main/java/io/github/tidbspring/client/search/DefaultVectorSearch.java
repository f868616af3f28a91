package io.github.tidbspring.client.search;

import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * A search for the nearest vectors.
 *
 * @param <T> the type of the rows
 */
final class DefaultVectorSearch<T> extends AbstractSearch<T, VectorSearch<T>> implements VectorSearch<T> {

	private final VectorQuery query;

	DefaultVectorSearch(SearchScope<T> scope, VectorQuery query) {
		super(scope);
		this.query = query;
	}

	private VectorSearch<T> with(VectorQuery query) {
		return new DefaultVectorSearch<>(scope(), query);
	}

	@Override
	VectorSearch<T> with(SearchScope<T> scope) {
		return new DefaultVectorSearch<>(scope, this.query);
	}

	@Override
	public VectorSearch<T> vectorColumn(String property) {
		return with(this.query.withColumn(scope().target(), property));
	}

	@Override
	public VectorSearch<T> distanceMetric(DistanceMetric metric) {
		return with(this.query.withMetric(metric));
	}

	@Override
	public VectorSearch<T> maxDistance(double distance) {
		return with(this.query.withMaxDistance(distance));
	}

	@Override
	public VectorSearch<T> minDistance(double distance) {
		return with(this.query.withMinDistance(distance));
	}

	@Override
	public VectorSearch<T> prefilter() {
		return with(this.query.filteringFirst());
	}

	@Override
	public <R> VectorSearch<R> into(Class<R> type) {
		return new DefaultVectorSearch<>(scope().into(type), this.query);
	}

	@Override
	String kind() {
		return "vector";
	}

	@Override
	SearchRun<T> run(SearchScope<T> limited) {
		return VectorRun.of(limited, this.query);
	}

}
