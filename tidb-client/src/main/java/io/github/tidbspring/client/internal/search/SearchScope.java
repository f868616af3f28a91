package io.github.tidbspring.client.internal.search;

import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.Reranker;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The part of a search that all kinds of search have: what is searched, and how much is
 * returned.
 *
 * @param <T> the type of the rows that are found
 * @param table the table
 * @param mapping reads a row with all its columns
 * @param virtualColumns the virtual columns of the table; shared by all its searches
 * @param filter the condition
 * @param limit the number of rows, or 0 before it is set
 * @param numCandidates the number of candidates, or 0 for the default
 * @param reranking the reranking of the result, if there is one
 * @param withVectors whether vectors are read
 */
record SearchScope<T>(MappedTable<?> table, RowMapping<T> mapping, VirtualColumns virtualColumns, Filter filter,
		int limit, int numCandidates, @Nullable Reranking reranking, boolean withVectors) {

	/**
	 * Enough for conditions that a tenth of the near rows meets, and for a row that is
	 * among the first of only one of two fused searches.
	 */
	private static final int OVER_FETCH = 10;

	/** Fewer, because a reranking model reads each text. */
	private static final int OVER_FETCH_TO_RERANK = 5;

	static <T> SearchScope<T> of(MappedTable<T> table) {
		return new SearchScope<>(table, table.rows(), new VirtualColumns(table), Filter.unrestricted(), 0, 0, null,
				false);
	}

	private SearchScope<T> with(Filter filter, int limit, int numCandidates, @Nullable Reranking reranking,
			boolean withVectors) {
		return new SearchScope<>(this.table, this.mapping, this.virtualColumns, filter, limit, numCandidates, reranking,
				withVectors);
	}

	SearchScope<T> where(Filter filter) {
		Assert.notNull(filter, "'filter' must not be null");
		Filter both = this.filter.isUnrestricted() ? filter : this.filter.and(filter);
		// Checked now, so that the stack trace leads to the mistake.
		ColumnScope.of(schema()).write(both);
		return with(both, this.limit, this.numCandidates, this.reranking, this.withVectors);
	}

	SearchScope<T> withLimit(int limit) {
		Assert.isTrue(limit >= 1, () -> "The limit of a search must be 1 or more, not " + limit);
		Assert.state(this.numCandidates == 0 || this.numCandidates >= limit,
				() -> "A search of %s for %s rows needs at least as many candidates, not %s"
					.formatted(this.table.name(), limit, this.numCandidates));
		return with(this.filter, limit, this.numCandidates, this.reranking, this.withVectors);
	}

	SearchScope<T> withNumCandidates(int numCandidates) {
		Assert.isTrue(numCandidates >= 1, () -> "The number of candidates must be 1 or more, not " + numCandidates);
		return with(this.filter, this.limit, numCandidates, this.reranking, this.withVectors);
	}

	SearchScope<T> reranked(Reranker reranker, @Nullable String property) {
		Assert.notNull(reranker, "'reranker' must not be null");
		if (property != null) {
			SearchColumns.text(schema(), property);
		}
		return with(this.filter, this.limit, this.numCandidates, new Reranking(reranker, property), this.withVectors);
	}

	SearchScope<T> readingVectors() {
		return with(this.filter, this.limit, this.numCandidates, this.reranking, true);
	}

	/** Vectors of the other type are read, because the application has selected them. */
	<R> SearchScope<R> into(Class<R> type) {
		return new SearchScope<>(this.table, this.table.into(type), this.virtualColumns, this.filter, this.limit,
				this.numCandidates, this.reranking, true);
	}

	/**
	 * Return what a part of this search searches, with its own table, because that has
	 * the embedding function of the part, its own conditions and number of candidates.
	 */
	SearchScope<T> joining(SearchScope<?> part) {
		Filter both = part.isFiltered() ? part.filter.and(this.filter) : this.filter;
		int candidates = (part.numCandidates > 0) ? part.numCandidates : this.numCandidates;
		return new SearchScope<>(part.table, this.mapping, part.virtualColumns, both, 0, candidates, null,
				this.withVectors)
			.withLimit(this.limit);
	}

	TableSchema<?> schema() {
		return this.table.schema();
	}

	/** What is read of each row. */
	RowMapping<T> rows() {
		return this.withVectors ? this.mapping : this.mapping.withoutVectors();
	}

	/** The rows in the order of the reranker, if there is one. */
	List<SearchRow<T>> reranked(List<SearchRow<T>> rows, @Nullable String query) {
		return (this.reranking != null) ? this.reranking.apply(Reranking.query(this.table, query), rows) : rows;
	}

	/** The column that the reranker reads, if there is one. */
	@Nullable ColumnSchema rerankedColumn(ColumnSchema searched) {
		return (this.reranking != null) ? this.reranking.column(schema(), searched) : null;
	}

	boolean isFiltered() {
		return !this.filter.isUnrestricted();
	}

	/** The number of rows before reranking. */
	int retrieved() {
		return (this.reranking != null) ? candidates(OVER_FETCH_TO_RERANK, this.limit) : this.limit;
	}

	/** The number of rows that each search contributes to a fusion. */
	int fused() {
		return candidates(OVER_FETCH, this.limit);
	}

	/**
	 * Return the number of candidates to which a condition is applied.
	 * @param wanted the number of rows that are wanted
	 */
	int candidates(int wanted) {
		return Math.max(candidates(OVER_FETCH, wanted), wanted);
	}

	private int candidates(int factor, int rows) {
		return (this.numCandidates > 0) ? this.numCandidates : (int) Math.min(Integer.MAX_VALUE, (long) factor * rows);
	}

}
