package io.github.tidbspring.client.internal.search;

import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.Reranker;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What all kinds of search have in common: what is searched, and how much is returned.
 *
 * @param <T> the type of the rows
 * @param target what is searched
 * @param filter the condition
 * @param limit the number of rows, or 0 before it is set
 * @param numCandidates the number of candidates, or 0 for the default
 * @param reranking how the result is put in order, if it is
 * @param withVectors whether vectors are read too
 */
record SearchScope<T>(SearchTarget<T> target, Filter filter, int limit, int numCandidates,
		@Nullable Reranking reranking, boolean withVectors) {

	/**
	 * Enough for conditions that a tenth of the near rows meets, and for a row that only
	 * one of two fused searches has in front.
	 */
	private static final int OVER_FETCH = 10;

	/** A reranking model reads each text, so it gets fewer. */
	private static final int OVER_FETCH_TO_RERANK = 5;

	static <T> SearchScope<T> of(SearchTarget<T> target) {
		return new SearchScope<>(target, Filter.unrestricted(), 0, 0, null, false);
	}

	SearchScope<T> where(Filter filter) {
		Assert.notNull(filter, "'filter' must not be null");
		Filter both = this.filter.isUnrestricted() ? filter : this.filter.and(filter);
		// Checked now, and not when the search runs: the mistake is here.
		ColumnScope.of(this.target.schema()).write(both);
		return new SearchScope<>(this.target, both, this.limit, this.numCandidates, this.reranking, this.withVectors);
	}

	SearchScope<T> withLimit(int limit) {
		Assert.isTrue(limit >= 1, () -> "The limit of a search must be 1 or more, not " + limit);
		if (this.numCandidates > 0 && this.numCandidates < limit) {
			throw new IllegalStateException("A search of %s for %s rows needs at least as many candidates, not %s"
				.formatted(this.target.table(), limit, this.numCandidates));
		}
		return new SearchScope<>(this.target, this.filter, limit, this.numCandidates, this.reranking, this.withVectors);
	}

	SearchScope<T> withNumCandidates(int numCandidates) {
		Assert.isTrue(numCandidates >= 1, () -> "The number of candidates must be 1 or more, not " + numCandidates);
		return new SearchScope<>(this.target, this.filter, this.limit, numCandidates, this.reranking, this.withVectors);
	}

	SearchScope<T> reranked(Reranker reranker, @Nullable String property) {
		Assert.notNull(reranker, "'reranker' must not be null");
		if (property != null) {
			SearchColumns.text(this.target.schema(), property);
		}
		return new SearchScope<>(this.target, this.filter, this.limit, this.numCandidates,
				new Reranking(reranker, property), this.withVectors);
	}

	SearchScope<T> readingVectors() {
		return new SearchScope<>(this.target, this.filter, this.limit, this.numCandidates, this.reranking, true);
	}

	<R> SearchScope<R> into(Class<R> type) {
		Assert.notNull(type, "'type' must not be null");
		return new SearchScope<>(this.target.into(type), this.filter, this.limit, this.numCandidates, this.reranking,
				this.withVectors);
	}

	/** Rows in the order of the reranker, if there is one. */
	List<SearchRow<T>> reranked(List<SearchRow<T>> rows, @Nullable String query) {
		return (this.reranking != null) ? this.reranking.apply(Reranking.query(this.target, query), rows) : rows;
	}

	/** The column that a reranker looks at, if there is one. */
	@Nullable ColumnSchema rerankedColumn(ColumnSchema searched) {
		return (this.reranking != null) ? this.reranking.column(this.target, searched) : null;
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
