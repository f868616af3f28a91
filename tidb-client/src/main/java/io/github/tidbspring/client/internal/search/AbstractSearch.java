package io.github.tidbspring.client.internal.search;

import java.util.Optional;

import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchQuery;

import org.springframework.util.Assert;

/**
 * Base class of all searches.
 *
 * @param <T> the type of the rows
 * @param <S> the type of the search
 */
abstract class AbstractSearch<T, S> {

	private final SearchScope<T> scope;

	AbstractSearch(SearchScope<T> scope) {
		this.scope = scope;
	}

	final SearchScope<T> scope() {
		return this.scope;
	}

	/** Return the same search with another scope. */
	abstract S with(SearchScope<T> scope);

	/** Return the kind of search, as observations name it. */
	abstract String kind();

	/** Return a checked execution of the search with a limit. */
	abstract Retrieval<T> retrieval(SearchScope<T> limited);

	public final S where(Filter filter) {
		return with(this.scope.where(filter));
	}

	public final S numCandidates(int numCandidates) {
		return with(this.scope.withNumCandidates(numCandidates));
	}

	public final S rerank() {
		Reranker reranker = this.scope.table().session().reranker();
		Assert.state(reranker != null,
				() -> ("The search of %s cannot be reranked, because there is no reranker: "
						+ "set one on the client (TiDBClient.Builder.reranker), or pass one to rerank(…)")
					.formatted(this.scope.table().name()));
		return rerank(reranker);
	}

	public final S rerank(Reranker reranker) {
		return with(this.scope.reranked(reranker, null));
	}

	public final S rerank(Reranker reranker, String property) {
		Assert.notNull(property, "'property' must not be null");
		return with(this.scope.reranked(reranker, property));
	}

	public final S withVectors() {
		return with(this.scope.readingVectors());
	}

	public final SearchQuery<T> limit(int limit) {
		SearchScope<T> limited = this.scope.withLimit(limit);
		return new DefaultSearchQuery<>(limited, kind(), () -> retrieval(limited));
	}

	public final Optional<SearchHit<T>> first() {
		return limit(1).list().stream().findFirst();
	}

	@Override
	public String toString() {
		return getClass().getSimpleName().substring("Default".length()) + " of " + this.scope.table().name();
	}

}
