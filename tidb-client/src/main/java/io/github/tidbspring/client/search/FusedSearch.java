package io.github.tidbspring.client.search;

import java.util.Optional;

import io.github.tidbspring.client.query.Filter;

import org.springframework.dao.DataAccessException;

/**
 * Several {@linkplain VectorSearch vector searches} of one table, whose results are
 * fused: by several vector columns, such as those of a text and of a picture, or by
 * several vectors for one column. One search runs after the other, on the thread of the
 * caller and on one connection at a time. A row that has no vector in one of the columns
 * can be found by another one.
 * <p>
 * Each search keeps its own column, metric, bounds, conditions and number of candidates.
 * The {@linkplain SearchHit#matches() matches} of a hit are in the order of the searches;
 * {@link SearchHit#distance()} is {@code null}, because there are several.
 * <p>
 * Immutable and thread-safe: each step returns a new search.
 *
 * @param <T> the type of the rows that are found
 * @since 0.1
 * @see Search#fused(VectorSearch, VectorSearch)
 */
public interface FusedSearch<T> {

	/**
	 * Add another search.
	 * @param search the search, of the same table
	 * @return the search
	 * @throws IllegalArgumentException if it is {@code null}, of another table, reranked,
	 * or continues {@link VectorSearch#after(SearchHit) after} a hit
	 */
	FusedSearch<T> and(VectorSearch<T> search);

	/**
	 * Choose how the results are fused. The default is {@link Fusion#rrf()}, which needs
	 * no tuning.
	 * @param fusion the fusion
	 * @return the search
	 * @throws IllegalArgumentException if the fusion is {@code null}
	 */
	FusedSearch<T> fusion(Fusion fusion);

	/**
	 * Find only rows that meet a condition, in addition to those of each search.
	 * Conditions of several calls are combined with AND.
	 * @param filter the condition
	 * @return the search
	 * @throws IllegalArgumentException if the filter is {@code null}, names a column that
	 * the table does not have, or compares with a value that does not fit its column
	 */
	FusedSearch<T> where(Filter filter);

	/**
	 * Set the number of rows that each of the searches contributes, unless the search has
	 * a number of its own, and that a reranker gets. The default is ten times the limit
	 * for each search, because a row with a low rank in one of them may be the first
	 * after the fusion, and five times the limit for reranking.
	 * @param numCandidates the number of rows, 1 or more, and not less than the limit
	 * @return the search
	 * @throws IllegalArgumentException if the number is 0 or less
	 */
	FusedSearch<T> numCandidates(int numCandidates);

	/**
	 * Reorder the rows with the client's reranker, by the text of the first search that
	 * has one.
	 * @return the search
	 * @throws IllegalStateException if the client has no reranker
	 * @see #rerank(Reranker)
	 */
	FusedSearch<T> rerank();

	/**
	 * Reorder the rows with a reranking model, by the text of the first search that has
	 * one. The model gets five times the limit of rows: enough to find a row that was
	 * just behind the limit, and few enough for a model that reads each text. Another
	 * number can be set with {@link #numCandidates(int)}.
	 * @param reranker the model
	 * @return the search
	 * @throws IllegalArgumentException if the reranker is {@code null}
	 */
	FusedSearch<T> rerank(Reranker reranker);

	/**
	 * Reorder the rows with a reranking model, by the text of a property.
	 * @param reranker the model
	 * @param property the property or column with the text
	 * @return the search
	 * @throws IllegalArgumentException if an argument is {@code null}, or there is no
	 * such text in the table
	 * @see #rerank(Reranker)
	 */
	FusedSearch<T> rerank(Reranker reranker, String property);

	/**
	 * Read the vectors of the rows too. By default they are not read, because they are
	 * large, and are {@code null} in the rows that are found.
	 * @return the search
	 */
	FusedSearch<T> withVectors();

	/**
	 * Read the rows into another type, and only the columns that it has.
	 * @param <R> the type of the results
	 * @param type a record, a bean or a type with a constructor, whose properties have
	 * the same names as those of the table
	 * @return the search
	 * @throws IllegalArgumentException if the type is {@code null}, or has a property
	 * that the table does not have
	 */
	<R> FusedSearch<R> into(Class<R> type);

	/**
	 * Set the maximum number of rows. There is no default limit, because each default
	 * would be too small or too large for most searches.
	 * @param limit the number of rows, 1 or more
	 * @return the search, ready to run
	 * @throws IllegalArgumentException if the limit is 0 or less
	 * @throws IllegalStateException if {@link #numCandidates(int)} is less than the limit
	 */
	SearchQuery<T> limit(int limit);

	/**
	 * Search for the best row, as {@code limit(1)} does.
	 * @return the best row, if any was found
	 * @throws IllegalArgumentException if a query does not fit its column
	 * @throws IllegalStateException if the search is incomplete
	 * @throws DataAccessException if the server rejects the search
	 * @see SearchQuery#list()
	 */
	Optional<SearchHit<T>> first();

}
