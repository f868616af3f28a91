package io.github.tidbspring.client.search;

import io.github.tidbspring.client.query.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What all searches have: where they look, and how much of it they return.
 *
 * @param <T> the type of the rows
 * @param target what is searched
 * @param filter the condition
 * @param limit the number of rows, or 0 where none was set yet
 * @param numCandidates the number of candidates, or 0 for the default
 * @param reranking how the result is put in order, if it is
 * @param withVectors whether vectors are read too
 */
record SearchScope<T>(SearchTarget<T> target, Filter filter, int limit, int numCandidates,
		@Nullable Reranking reranking, boolean withVectors) {

	private static final int OVER_FETCH = 10;

	private static final int OVER_FETCH_TO_RERANK = 5;

	static <T> SearchScope<T> of(SearchTarget<T> target) {
		return new SearchScope<>(target, Filter.unrestricted(), 0, 0, null, false);
	}

	SearchScope<T> where(Filter filter) {
		Assert.notNull(filter, "'filter' must not be null");
		Filter both = this.filter.isUnrestricted() ? filter : this.filter.and(filter);
		// Now, and not when the search runs: the mistake is here.
		both.toSql(this.target.filterColumns(), null);
		return new SearchScope<>(this.target, both, this.limit, this.numCandidates, this.reranking, this.withVectors);
	}

	SearchScope<T> withLimit(int limit) {
		Assert.isTrue(limit >= 1, () -> "A limit of a search is 1 or more, not " + limit);
		return new SearchScope<>(this.target, this.filter, limit, this.numCandidates, this.reranking, this.withVectors);
	}

	SearchScope<T> withNumCandidates(int numCandidates) {
		Assert.isTrue(numCandidates >= 1, () -> "A number of candidates is 1 or more, not " + numCandidates);
		return new SearchScope<>(this.target, this.filter, this.limit, numCandidates, this.reranking, this.withVectors);
	}

	SearchScope<T> reranked(Reranker reranker, @Nullable String property) {
		Assert.notNull(reranker, "'reranker' must not be null");
		if (property != null) {
			SearchColumns.text(this.target, property);
		}
		return new SearchScope<>(this.target, this.filter, this.limit, this.numCandidates,
				new Reranking(reranker, property), this.withVectors);
	}

	SearchScope<T> readingVectors() {
		return new SearchScope<>(this.target, this.filter, this.limit, this.numCandidates, this.reranking, true);
	}

	<R> SearchScope<R> as(Class<R> type) {
		Assert.notNull(type, "'type' must not be null");
		return new SearchScope<>(this.target.as(type), this.filter, this.limit, this.numCandidates, this.reranking,
				this.withVectors);
	}

	/** This, if it can be run. */
	SearchScope<T> complete() {
		if (this.limit == 0) {
			throw new IllegalStateException(
					"A search of %s needs a limit, such as limit(10)".formatted(this.target.table()));
		}
		if (this.numCandidates > 0 && this.numCandidates < this.limit) {
			throw new IllegalStateException("A search of %s for %s rows cannot choose them among %s candidates"
				.formatted(this.target.table(), this.limit, this.numCandidates));
		}
		return this;
	}

	boolean isFiltered() {
		return !this.filter.isUnrestricted();
	}

	/** How many rows reranking looks at, or else are returned. */
	int retrieved() {
		if (this.reranking == null) {
			return this.limit;
		}
		return (this.numCandidates > 0) ? this.numCandidates : times(OVER_FETCH_TO_RERANK, this.limit);
	}

	/** How many rows each search contributes to a fusion. */
	int fused() {
		return (this.numCandidates > 0) ? this.numCandidates : times(OVER_FETCH, this.limit);
	}

	/**
	 * How many candidates a condition chooses among.
	 * @param wanted the number of rows that are wanted
	 */
	int candidates(int wanted) {
		return (this.numCandidates > 0) ? Math.max(this.numCandidates, wanted) : times(OVER_FETCH, wanted);
	}

	private static int times(int factor, int number) {
		return (int) Math.min(Integer.MAX_VALUE, (long) factor * number);
	}

}
