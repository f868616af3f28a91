package io.github.tidbspring.client.internal.search;

import io.github.tidbspring.client.search.VectorSearch;

/**
 * Default implementation of {@link VectorSearch}.
 *
 * @param <T> the type of the rows
 */
final class DefaultVectorSearch<T> extends AbstractVectorSearch<T, VectorSearch<T>> implements VectorSearch<T> {

	DefaultVectorSearch(SearchScope<T> scope, VectorQuery vectors) {
		super(scope, vectors);
	}

	@Override
	VectorSearch<T> with(SearchScope<T> scope) {
		return new DefaultVectorSearch<>(scope, vectors());
	}

	@Override
	VectorSearch<T> with(VectorQuery vectors) {
		return new DefaultVectorSearch<>(scope(), vectors);
	}

	@Override
	public VectorSearch<T> minScore(double score) {
		return with(vectors().withMinScore(score));
	}

	@Override
	public <R> VectorSearch<R> into(Class<R> type) {
		return new DefaultVectorSearch<>(scope().into(type), vectors());
	}

	@Override
	String kind() {
		return "vector";
	}

	@Override
	Retrieval<T> retrieval(SearchScope<T> limited) {
		return VectorRetrieval.of(limited, vectors());
	}

}
