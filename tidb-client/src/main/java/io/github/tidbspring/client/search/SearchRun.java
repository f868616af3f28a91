package io.github.tidbspring.client.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A search that is complete and checked, ready to be run.
 *
 * @param <T> the type of the rows
 */
interface SearchRun<T> {

	SearchHits<T> result();

	String sql();

	SearchExplanation explain();

	/** Put candidates in their last order, and keep those that are wanted. */
	static <T> List<SearchHit<T>> hits(SearchScope<T> scope, @Nullable String query, List<Candidate<T>> candidates) {
		Reranking reranking = scope.reranking();
		List<Candidate<T>> ordered = (reranking != null)
				? reranking.apply(Reranking.query(scope.target(), query), candidates) : candidates;
		return ordered.stream().limit(scope.limit()).map(Candidate::hit).toList();
	}

}
