package io.github.tidbspring.client.search;

import java.util.Optional;

import io.github.tidbspring.client.query.Filter;

import org.springframework.dao.DataAccessException;

/**
 * A full-text search of a column with a full-text index. Only TiDB Cloud Starter has
 * full-text indexes, and not in all regions; elsewhere the search fails with a
 * {@link FullTextUnavailableException}.
 * <p>
 * Immutable and thread-safe: each step returns a new search.
 *
 * @param <T> the type of the rows that are found
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
 * search</a>
 */
public interface FullTextSearch<T> {

	/**
	 * Choose the full-text column, where the table has several.
	 * @param property the property or column
	 * @return the search
	 * @throws IllegalArgumentException if the table has no such column, or it is no text
	 */
	FullTextSearch<T> fullTextColumn(String property);

	/**
	 * Find only rows that meet a condition. Conditions of several calls are combined with
	 * AND.
	 * @param filter the condition
	 * @return the search
	 * @throws IllegalArgumentException if the filter is {@code null}, names a column that
	 * the table does not have, or compares with a value that does not fit its column
	 */
	FullTextSearch<T> where(Filter filter);

	/**
	 * Set the number of rows that a reranker gets, five times the limit by default.
	 * Without a reranker, this number has no effect, because a full-text search is exact.
	 * @param numCandidates the number of rows, 1 or more, and not less than the limit
	 * @return the search
	 * @throws IllegalArgumentException if the number is 0 or less
	 */
	FullTextSearch<T> numCandidates(int numCandidates);

	/**
	 * Reorder the rows with the client's reranker, by the text that was searched.
	 * @return the search
	 * @throws IllegalStateException if the client has no reranker
	 * @see #rerank(Reranker)
	 */
	FullTextSearch<T> rerank();

	/**
	 * Reorder the rows with a reranking model, by the text that was searched. The model
	 * gets five times the limit of rows: enough to find a row that was just behind the
	 * limit, and few enough for a model that reads each text. Another number can be set
	 * with {@link #numCandidates(int)}.
	 * @param reranker the model
	 * @return the search
	 * @throws IllegalArgumentException if the reranker is {@code null}
	 */
	FullTextSearch<T> rerank(Reranker reranker);

	/**
	 * Reorder the rows with a reranking model, by the text of a property.
	 * @param reranker the model
	 * @param property the property or column with the text
	 * @return the search
	 * @throws IllegalArgumentException if an argument is {@code null}, or there is no
	 * such text in the table
	 * @see #rerank(Reranker)
	 */
	FullTextSearch<T> rerank(Reranker reranker, String property);

	/**
	 * Read the vectors of the rows too. By default they are not read, because they are
	 * large, and are {@code null} in the rows that are found.
	 * @return the search
	 */
	FullTextSearch<T> withVectors();

	/**
	 * Read the rows into another type, and only the columns that it has.
	 * @param <R> the type of the results
	 * @param type a record, a bean or a type with a constructor, whose properties have
	 * the same names as those of the table
	 * @return the search
	 * @throws IllegalArgumentException if the type is {@code null}, or has a property
	 * that the table does not have
	 */
	<R> FullTextSearch<R> into(Class<R> type);

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
	 * @throws IllegalArgumentException if the query does not fit the column
	 * @throws IllegalStateException if the search is incomplete
	 * @throws FullTextUnavailableException if the server has no full-text search
	 * @throws DataAccessException if the server rejects the search
	 * @see SearchQuery#list()
	 */
	Optional<SearchHit<T>> first();

}
