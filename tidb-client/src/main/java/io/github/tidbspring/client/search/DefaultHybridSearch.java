package io.github.tidbspring.client.search;

import io.github.tidbspring.client.vector.DistanceMetric;

import org.springframework.util.Assert;

/**
 * A search for the nearest vectors and for words.
 *
 * @param <T> the type of the rows
 */
final class DefaultHybridSearch<T> extends AbstractSearch<T, HybridSearch<T>> implements HybridSearch<T> {

	private final VectorQuery vectors;

	private final TextQuery texts;

	private final Fusion fusion;

	private final boolean fallBackToVector;

	private DefaultHybridSearch(SearchScope<T> scope, VectorQuery vectors, TextQuery texts, Fusion fusion,
			boolean fallBackToVector) {
		super(scope);
		this.vectors = vectors;
		this.texts = texts;
		this.fusion = fusion;
		this.fallBackToVector = fallBackToVector;
	}

	static <T> HybridSearch<T> of(SearchScope<T> scope, VectorQuery vectors, TextQuery texts) {
		return new DefaultHybridSearch<>(scope, vectors, texts, Fusion.rrf(), false);
	}

	private HybridSearch<T> with(VectorQuery vectors) {
		return new DefaultHybridSearch<>(scope(), vectors, this.texts, this.fusion, this.fallBackToVector);
	}

	@Override
	HybridSearch<T> with(SearchScope<T> scope) {
		return new DefaultHybridSearch<>(scope, this.vectors, this.texts, this.fusion, this.fallBackToVector);
	}

	@Override
	public HybridSearch<T> vectorColumn(String property) {
		return with(this.vectors.withColumn(scope().target(), property));
	}

	@Override
	public HybridSearch<T> fullTextColumn(String property) {
		return new DefaultHybridSearch<>(scope(), this.vectors, this.texts.withColumn(scope().target(), property),
				this.fusion, this.fallBackToVector);
	}

	@Override
	public HybridSearch<T> distanceMetric(DistanceMetric metric) {
		return with(this.vectors.withMetric(metric));
	}

	@Override
	public HybridSearch<T> maxDistance(double distance) {
		return with(this.vectors.withMaxDistance(distance));
	}

	@Override
	public HybridSearch<T> minDistance(double distance) {
		return with(this.vectors.withMinDistance(distance));
	}

	@Override
	public HybridSearch<T> prefilter() {
		return with(this.vectors.filteringFirst());
	}

	@Override
	public HybridSearch<T> fusion(Fusion fusion) {
		Assert.notNull(fusion, "'fusion' must not be null");
		return new DefaultHybridSearch<>(scope(), this.vectors, this.texts, fusion, this.fallBackToVector);
	}

	@Override
	public HybridSearch<T> fallBackToVector() {
		return new DefaultHybridSearch<>(scope(), this.vectors, this.texts, this.fusion, true);
	}

	@Override
	public <R> HybridSearch<R> into(Class<R> type) {
		return new DefaultHybridSearch<>(scope().into(type), this.vectors, this.texts, this.fusion,
				this.fallBackToVector);
	}

	@Override
	String kind() {
		return "hybrid";
	}

	@Override
	SearchRun<T> run(SearchScope<T> limited) {
		return HybridRun.of(limited, this.vectors, this.texts, this.fusion, this.fallBackToVector);
	}

}
