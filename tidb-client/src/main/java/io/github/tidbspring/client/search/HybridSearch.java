package io.github.tidbspring.client.search;

import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * A search for the nearest vectors and for words, fused. One runs after the other, on the
 * caller's thread and on one connection at a time, so that both see the same tenant,
 * security context and transaction. Each finds up to ten times the limit, or
 * {@link #numCandidates(int)}.
 *
 * @param <T> the type of the rows that are found
 * @since 0.1
 * @see VectorSearch
 * @see FullTextSearch
 */
public interface HybridSearch<T> extends SearchSteps<T, HybridSearch<T>> {

	/**
	 * Choose the vectors, where the table has several.
	 * @param property the property or column
	 * @return the search
	 */
	HybridSearch<T> vectorColumn(String property);

	/**
	 * Choose the text, where the table has several.
	 * @param property the property or column
	 * @return the search
	 */
	HybridSearch<T> textColumn(String property);

	/**
	 * Choose the distance. The default is that of the column's {@code @Vector}.
	 * @param distance the distance
	 * @return the search
	 */
	HybridSearch<T> distance(DistanceMetric distance);

	/**
	 * Take from the vectors only rows as near as this, or nearer.
	 * @param distance the largest distance
	 * @return the search
	 */
	HybridSearch<T> maxDistance(double distance);

	/**
	 * Take from the vectors only rows as far as this, or farther.
	 * @param distance the smallest distance
	 * @return the search
	 */
	HybridSearch<T> minDistance(double distance);

	/**
	 * Filter first, and search the vectors exactly among what is left.
	 * @return the search
	 */
	HybridSearch<T> prefilter();

	/**
	 * Choose how the two are fused. The default is {@link Fusion#rrf(int) rrf(60)}.
	 * @param fusion the fusion
	 * @return the search
	 */
	HybridSearch<T> fusion(Fusion fusion);

	/**
	 * Go on with the vectors alone where the server has no full-text search, instead of
	 * failing. {@link SearchResult#isVectorOnly()} says so.
	 * @return the search
	 */
	HybridSearch<T> orVectorOnly();

	/**
	 * Read into another type, and only the columns that it has: a record or bean whose
	 * properties are called as those of the table.
	 * @param <R> the type of the results
	 * @param type the type
	 * @return the search
	 */
	<R> HybridSearch<R> as(Class<R> type);

}
