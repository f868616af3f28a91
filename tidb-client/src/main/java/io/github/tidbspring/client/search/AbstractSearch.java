package io.github.tidbspring.client.search;

import java.util.List;

import io.github.tidbspring.client.query.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What all searches have.
 *
 * @param <T> the type of the rows
 * @param <S> the type of the search
 */
abstract class AbstractSearch<T, S extends SearchSteps<T, S>> implements SearchSteps<T, S> {

	private final SearchScope<T> scope;

	AbstractSearch(SearchScope<T> scope) {
		this.scope = scope;
	}

	final SearchScope<T> scope() {
		return this.scope;
	}

	/** The same search with another scope. */
	abstract S with(SearchScope<T> scope);

	/** What kind of search it is, in a word. */
	abstract String kind();

	/** What the search is, once all is said; checked. */
	abstract SearchRun<T> run();

	@Override
	public final S where(Filter filter) {
		return with(this.scope.where(filter));
	}

	@Override
	public final S limit(int limit) {
		return with(this.scope.withLimit(limit));
	}

	@Override
	public final S numCandidates(int numCandidates) {
		return with(this.scope.withNumCandidates(numCandidates));
	}

	@Override
	public final S rerank() {
		Reranker reranker = this.scope.target().reranker();
		if (reranker == null) {
			throw new IllegalStateException(("The search of %s is to be reranked, and there is no reranker: "
					+ "give one to the client (TiDBClient.Builder.reranker) or to rerank(…)")
				.formatted(this.scope.target().table()));
		}
		return rerank(reranker);
	}

	@Override
	public final S rerank(Reranker reranker) {
		return with(this.scope.reranked(reranker, null));
	}

	@Override
	public final S rerank(Reranker reranker, String property) {
		Assert.notNull(property, "'property' must not be null");
		return with(this.scope.reranked(reranker, property));
	}

	@Override
	public final S withVectors() {
		return with(this.scope.readingVectors());
	}

	@Override
	public final List<SearchHit<T>> list() {
		return result().hits();
	}

	@Override
	public final SearchResult<T> result() {
		return SearchObservation.of(this.scope.target(), kind()).observe(() -> run().result());
	}

	@Override
	public final String sql() {
		return run().sql();
	}

	@Override
	public final SearchExplanation explain() {
		return run().explain();
	}

	@Override
	public String toString() {
		return getClass().getSimpleName().substring("Default".length()) + " of " + this.scope.target().table();
	}

	/** The column that reranking looks at, if it does. */
	static @Nullable SearchColumn reranked(SearchScope<?> scope, SearchColumn searched) {
		Reranking reranking = scope.reranking();
		return (reranking != null) ? reranking.column(scope.target(), searched) : null;
	}

}
