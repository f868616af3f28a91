package io.github.tidbspring.client.internal.search;

import java.util.List;
import java.util.stream.Stream;

import io.github.tidbspring.client.search.FusedSearch;
import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.VectorSearch;

import org.springframework.util.Assert;

/**
 * Default implementation of {@link FusedSearch}.
 *
 * @param <T> the type of the rows
 */
final class DefaultFusedSearch<T> extends AbstractSearch<T, FusedSearch<T>> implements FusedSearch<T> {

	private final List<DefaultVectorSearch<?>> searches;

	private final Fusion fusion;

	DefaultFusedSearch(SearchScope<T> scope, List<DefaultVectorSearch<?>> searches, Fusion fusion) {
		super(scope);
		this.searches = searches;
		this.fusion = fusion;
	}

	@Override
	FusedSearch<T> with(SearchScope<T> scope) {
		return new DefaultFusedSearch<>(scope, this.searches, this.fusion);
	}

	@Override
	public FusedSearch<T> and(VectorSearch<T> search) {
		if (!(search instanceof DefaultVectorSearch<T> part)) {
			throw new IllegalArgumentException(
					"A search of %s can be fused with a search of table.search(), and not with %s"
						.formatted(scope().table().name(), search));
		}
		Assert.isTrue(part.scope().table().name().equals(scope().table().name()),
				() -> "A search of %s cannot be fused with one of %s".formatted(scope().table().name(),
						part.scope().table().name()));
		Assert.isTrue(part.scope().reranking() == null,
				() -> ("A reranked search of %s cannot be fused: call rerank(…) on the fused search, "
						+ "so that the reranker gets the rows after the fusion")
					.formatted(scope().table().name()));
		Assert.isTrue(!part.isAfterHit(),
				() -> "A page of a search of %s cannot be fused: the rows of a fused search have another order"
					.formatted(scope().table().name()));
		SearchScope<T> reading = part.scope().withVectors() ? scope().readingVectors() : scope();
		return new DefaultFusedSearch<>(reading,
				Stream.concat(this.searches.stream(), Stream.<DefaultVectorSearch<?>>of(part)).toList(), this.fusion);
	}

	@Override
	public FusedSearch<T> fusion(Fusion fusion) {
		Assert.notNull(fusion, "'fusion' must not be null");
		return new DefaultFusedSearch<>(scope(), this.searches, fusion);
	}

	@Override
	public <R> FusedSearch<R> into(Class<R> type) {
		return new DefaultFusedSearch<>(scope().into(type), this.searches, this.fusion);
	}

	@Override
	String kind() {
		return "fused";
	}

	@Override
	Retrieval<T> retrieval(SearchScope<T> limited) {
		return FusedRetrieval.of(limited, this.searches, this.fusion);
	}

}
