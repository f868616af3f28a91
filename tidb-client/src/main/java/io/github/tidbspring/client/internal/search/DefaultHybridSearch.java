package io.github.tidbspring.client.internal.search;

import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.HybridSearch;

import org.springframework.util.Assert;

/**
 * Default implementation of {@link HybridSearch}.
 *
 * @param <T> the type of the rows
 */
final class DefaultHybridSearch<T> extends AbstractVectorSearch<T, HybridSearch<T>> implements HybridSearch<T> {

	private final TextQuery texts;

	private final Fusion fusion;

	private final boolean fallBackToVector;

	DefaultHybridSearch(SearchScope<T> scope, VectorQuery vectors, TextQuery texts, Fusion fusion,
			boolean fallBackToVector) {
		super(scope, vectors);
		this.texts = texts;
		this.fusion = fusion;
		this.fallBackToVector = fallBackToVector;
	}

	@Override
	HybridSearch<T> with(SearchScope<T> scope) {
		return new DefaultHybridSearch<>(scope, vectors(), this.texts, this.fusion, this.fallBackToVector);
	}

	@Override
	HybridSearch<T> with(VectorQuery vectors) {
		return new DefaultHybridSearch<>(scope(), vectors, this.texts, this.fusion, this.fallBackToVector);
	}

	private HybridSearch<T> with(TextQuery texts, Fusion fusion, boolean fallBackToVector) {
		return new DefaultHybridSearch<>(scope(), vectors(), texts, fusion, fallBackToVector);
	}

	@Override
	public HybridSearch<T> fullTextColumn(String property) {
		return with(this.texts.withColumn(SearchColumns.text(scope().schema(), property)), this.fusion,
				this.fallBackToVector);
	}

	@Override
	public HybridSearch<T> fusion(Fusion fusion) {
		Assert.notNull(fusion, "'fusion' must not be null");
		return with(this.texts, fusion, this.fallBackToVector);
	}

	@Override
	public HybridSearch<T> fallBackToVector() {
		return with(this.texts, this.fusion, true);
	}

	@Override
	public <R> HybridSearch<R> into(Class<R> type) {
		return new DefaultHybridSearch<>(scope().into(type), vectors(), this.texts, this.fusion, this.fallBackToVector);
	}

	@Override
	String kind() {
		return "hybrid";
	}

	@Override
	Retrieval<T> retrieval(SearchScope<T> limited) {
		return HybridRetrieval.of(limited, vectors(), this.texts, this.fusion, this.fallBackToVector);
	}

}
