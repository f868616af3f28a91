package io.github.tidbspring.client.internal.search;

import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.VectorSearch;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Default implementation of {@link VectorSearch}.
 *
 * @param <T> the type of the rows
 */
final class DefaultVectorSearch<T> extends AbstractVectorSearch<T, VectorSearch<T>> implements VectorSearch<T> {

	private final @Nullable SearchHit<T> after;

	DefaultVectorSearch(SearchScope<T> scope, VectorQuery vectors) {
		this(scope, vectors, null);
	}

	private DefaultVectorSearch(SearchScope<T> scope, VectorQuery vectors, @Nullable SearchHit<T> after) {
		super(scope, vectors);
		this.after = after;
	}

	@Override
	VectorSearch<T> with(SearchScope<T> scope) {
		return new DefaultVectorSearch<>(scope, vectors(), this.after);
	}

	@Override
	VectorSearch<T> with(VectorQuery vectors) {
		return new DefaultVectorSearch<>(scope(), vectors, this.after);
	}

	@Override
	public VectorSearch<T> minScore(double score) {
		return with(vectors().withMinScore(score));
	}

	@Override
	public VectorSearch<T> after(@Nullable SearchHit<T> hit) {
		Assert.isTrue(hit == null || hit.distance() != null,
				() -> ("after(hit) continues a vector search of %s, and the hit has no distance: "
						+ "it was found by a search for words")
					.formatted(scope().table().name()));
		return new DefaultVectorSearch<>(scope(), vectors(), hit);
	}

	boolean isAfterHit() {
		return this.after != null;
	}

	@Override
	public <R> VectorSearch<R> into(Class<R> type) {
		Assert.state(this.after == null, "into(type) comes before after(hit), which takes a hit of that type");
		return new DefaultVectorSearch<>(scope().into(type), vectors());
	}

	@Override
	String kind() {
		return "vector";
	}

	@Override
	Retrieval<T> retrieval(SearchScope<T> limited) {
		return VectorRetrieval.of(limited, vectors(), this.after);
	}

}
