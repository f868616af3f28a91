package io.github.tidbspring.client.search;

import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * A search for the nearest vectors.
 * <p>
 * An index is used only if nothing but the vectors' order is asked of it. So candidates
 * come from the index first, and conditions choose among them: with a condition, ten
 * times the limit, or {@link #numCandidates(int)}. Where too few are left, the search
 * looks at ten times more, up to 10,000, and {@link #result()} says how it ended. Where
 * the type declares no index that would be lost, it then filters first and searches
 * exactly. Rows without a vector are never found.
 *
 * @param <T> the type of the rows that are found
 * @since 0.1
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector search
 * index</a>
 */
public interface VectorSearch<T> extends SearchSteps<T, VectorSearch<T>> {

	/**
	 * Choose the vectors, where the table has several.
	 * @param property the property or column
	 * @return the search
	 */
	VectorSearch<T> vectorColumn(String property);

	/**
	 * Choose the distance. The default is that of the column's {@code @Vector}, for which
	 * its index is made.
	 * @param distance the distance
	 * @return the search
	 */
	VectorSearch<T> distance(DistanceMetric distance);

	/**
	 * Find only rows as near as this, or nearer.
	 * @param distance the largest distance; 0 is a bound like any other
	 * @return the search
	 */
	VectorSearch<T> maxDistance(double distance);

	/**
	 * Find only rows as far as this, or farther.
	 * @param distance the smallest distance
	 * @return the search
	 */
	VectorSearch<T> minDistance(double distance);

	/**
	 * Filter first, and search exactly among what is left. Right for conditions that few
	 * rows meet; no vector index is used.
	 * @return the search
	 */
	VectorSearch<T> prefilter();

	/**
	 * Read into another type, and only the columns that it has: a record or bean whose
	 * properties are called as those of the table.
	 * @param <R> the type of the results
	 * @param type the type
	 * @return the search
	 */
	<R> VectorSearch<R> as(Class<R> type);

}
