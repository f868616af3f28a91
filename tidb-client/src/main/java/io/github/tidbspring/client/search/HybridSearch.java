package io.github.tidbspring.client.search;

import java.util.Optional;

import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.vector.DistanceMetric;

import org.springframework.dao.DataAccessException;

/**
 * A {@linkplain VectorSearch vector search} and a {@linkplain FullTextSearch full-text
 * search} for the same text, whose results are fused. One runs after the other, on the
 * thread of the caller and on one connection at a time, so that both see the same tenant,
 * security context and transaction.
 * <p>
 * Immutable and thread-safe: each step returns a new search.
 *
 * @param <T> the type of the rows that are found
 * @since 0.1
 * @see VectorSearch
 * @see FullTextSearch
 */
public interface HybridSearch<T> {

	/**
	 * Choose the vector column, where the table has several.
	 * @param property the property or column
	 * @return the search
	 * @throws IllegalArgumentException if the table has no such column, or it is no
	 * vector
	 */
	HybridSearch<T> vectorColumn(String property);

	/**
	 * Choose the distance metric. The default is that of the column's
	 * {@link VectorColumn @VectorColumn}, because a vector index serves one metric: with
	 * another one the vector search compares all rows.
	 * @param metric the metric
	 * @return the search
	 * @throws IllegalArgumentException if the metric is {@code null}
	 */
	HybridSearch<T> distanceMetric(DistanceMetric metric);

	/**
	 * Take from the vector search only rows whose vectors are as near as this, or nearer.
	 * @param distance the largest distance, inclusive, on the scale of the metric; 0 is a
	 * bound like any other
	 * @return the search
	 * @throws IllegalArgumentException if the distance is not a finite number
	 */
	HybridSearch<T> maxDistance(double distance);

	/**
	 * Take from the vector search only rows whose vectors are as far as this, or farther.
	 * @param distance the smallest distance, inclusive, on the scale of the metric
	 * @return the search
	 * @throws IllegalArgumentException if the distance is not a finite number
	 */
	HybridSearch<T> minDistance(double distance);

	/**
	 * Choose the full-text column, where the table has several.
	 * @param property the property or column
	 * @return the search
	 * @throws IllegalArgumentException if the table has no such column, or it is no text
	 */
	HybridSearch<T> fullTextColumn(String property);

	/**
	 * Filter before the vectors are compared, and compare all rows that are left.
	 * @return the search
	 * @see VectorSearch#prefilter()
	 */
	HybridSearch<T> prefilter();

	/**
	 * Choose how the two results are fused. The default is {@link Fusion#rrf()}, which
	 * needs no tuning.
	 * @param fusion the fusion
	 * @return the search
	 * @throws IllegalArgumentException if the fusion is {@code null}
	 */
	HybridSearch<T> fusion(Fusion fusion);

	/**
	 * Continue with the vector search alone where the server has no full-text search,
	 * instead of failing with a {@link FullTextUnavailableException}.
	 * {@link SearchHits#isVectorOnly()} returns whether it did.
	 * @return the search
	 */
	HybridSearch<T> fallBackToVector();

	/**
	 * Find only rows that meet a condition. Conditions of several calls are combined with
	 * AND.
	 * @param filter the condition
	 * @return the search
	 * @throws IllegalArgumentException if the filter is {@code null}, names a column that
	 * the table does not have, or compares with a value that does not fit its column
	 */
	HybridSearch<T> where(Filter filter);

	/**
	 * Set the number of rows that each of the two searches contributes, and that a
	 * reranker gets. The default is ten times the limit for each search, because a row
	 * with a low rank in one of them may be the first after the fusion, and five times
	 * the limit for reranking.
	 * @param numCandidates the number of rows, 1 or more, and not less than the limit
	 * @return the search
	 * @throws IllegalArgumentException if the number is 0 or less
	 */
	HybridSearch<T> numCandidates(int numCandidates);

	/**
	 * Reorder the rows with the client's reranker, by the text that was searched.
	 * @return the search
	 * @throws IllegalStateException if the client has no reranker
	 * @see #rerank(Reranker)
	 */
	HybridSearch<T> rerank();

	/**
	 * Reorder the rows with a reranking model, by the text that was searched. The model
	 * gets five times the limit of rows: enough to find a row that was just behind the
	 * limit, and few enough for a model that reads each text. Another number can be set
	 * with {@link #numCandidates(int)}.
	 * @param reranker the model
	 * @return the search
	 * @throws IllegalArgumentException if the reranker is {@code null}
	 */
	HybridSearch<T> rerank(Reranker reranker);

	/**
	 * Reorder the rows with a reranking model, by the text of a property.
	 * @param reranker the model
	 * @param property the property or column with the text
	 * @return the search
	 * @throws IllegalArgumentException if an argument is {@code null}, or there is no
	 * such text in the table
	 * @see #rerank(Reranker)
	 */
	HybridSearch<T> rerank(Reranker reranker, String property);

	/**
	 * Read the vectors of the rows too. By default they are not read, because they are
	 * large, and are {@code null} in the rows that are found.
	 * @return the search
	 */
	HybridSearch<T> withVectors();

	/**
	 * Read the rows into another type, and only the columns that it has.
	 * @param <R> the type of the results
	 * @param type a record, a bean or a type with a constructor, whose properties have
	 * the same names as those of the table
	 * @return the search
	 * @throws IllegalArgumentException if the type is {@code null}, or has a property
	 * that the table does not have
	 */
	<R> HybridSearch<R> into(Class<R> type);

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
	 * @throws FullTextUnavailableException if the server has no full-text search, and
	 * {@link #fallBackToVector()} was not called
	 * @throws DataAccessException if the server rejects the search
	 * @see SearchQuery#list()
	 */
	Optional<SearchHit<T>> first();

}
