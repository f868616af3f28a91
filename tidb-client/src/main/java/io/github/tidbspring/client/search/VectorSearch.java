package io.github.tidbspring.client.search;

import java.util.Optional;

import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * A search for the nearest vectors.
 * <p>
 * TiDB uses a vector index only for a query block that has an order by the distance and a
 * limit, and no condition. So the index first returns the nearest rows, the
 * <em>candidates</em>, and conditions are applied to them. With a condition there are ten
 * times as many candidates as the limit, 10,000 at most by default: enough for conditions
 * that a tenth of the near rows meets. If fewer rows than the limit meet it, the search
 * is repeated with ten times as many candidates, up to 10,000: with more, an exact search
 * of most tables is faster. If the type declares no index for the metric, the search
 * filters first, and is exact. {@link SearchQuery#result()} returns whether there may be
 * more rows.
 * <p>
 * Rows without a vector are never found. Immutable and thread-safe: each step returns a
 * new search.
 *
 * @param <T> the type of the rows that are found
 * @since 0.1
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector search
 * index</a>
 */
public interface VectorSearch<T> {

	/**
	 * Choose the vector column, where the table has several.
	 * @param property the property or column
	 * @return the search
	 * @throws IllegalArgumentException if the table has no such column, or it is no
	 * vector
	 */
	VectorSearch<T> vectorColumn(String property);

	/**
	 * Choose the distance metric. The default is that of the column's
	 * {@link VectorColumn @VectorColumn}, because a vector index serves one metric: with
	 * another one the search compares all rows.
	 * @param metric the metric
	 * @return the search
	 * @throws IllegalArgumentException if the metric is {@code null}
	 */
	VectorSearch<T> distanceMetric(DistanceMetric metric);

	/**
	 * Find only rows whose vectors are as near as this, or nearer.
	 * @param distance the largest distance, inclusive, on the scale of the metric; 0 is a
	 * bound like any other
	 * @return the search
	 * @throws IllegalArgumentException if the distance is not a finite number
	 */
	VectorSearch<T> maxDistance(double distance);

	/**
	 * Find only rows whose vectors are as far as this, or farther.
	 * @param distance the smallest distance, inclusive, on the scale of the metric
	 * @return the search
	 * @throws IllegalArgumentException if the distance is not a finite number
	 */
	VectorSearch<T> minDistance(double distance);

	/**
	 * Find only rows with this score or a higher one, so that a search for which nothing
	 * fits finds nothing. It is a {@link #maxDistance(double)} on the scale from 0 to 1
	 * that the scores of all metrics have; with both, the nearer bound applies. A useful
	 * value depends on the model: look at the scores of rows that fit and of rows that do
	 * not. A reranker's scores are not compared with it.
	 * @param score the lowest score, inclusive, from 0 (no bound) to 1, see
	 * {@link DistanceMetric#score(double)}
	 * @return the search
	 * @throws IllegalArgumentException if the score is not a number from 0 to 1
	 */
	VectorSearch<T> minScore(double score);

	/**
	 * Filter first, and compare the vectors of all rows that meet the conditions. This is
	 * exact and complete, uses no vector index, and suits conditions that few rows meet.
	 * @return the search
	 */
	VectorSearch<T> prefilter();

	/**
	 * Find only rows that meet a condition. Conditions of several calls are combined with
	 * AND.
	 * @param filter the condition
	 * @return the search
	 * @throws IllegalArgumentException if the filter is {@code null}, names a column that
	 * the table does not have, or compares with a value that does not fit its column
	 */
	VectorSearch<T> where(Filter filter);

	/**
	 * Set the number of the nearest rows to which conditions are applied, and that a
	 * reranker gets. The default is five times the limit for reranking, and the limit
	 * otherwise; with a condition ten times that number, but 10,000 at most unless the
	 * number itself is larger.
	 * @param numCandidates the number of candidates, 1 or more, and not less than the
	 * limit
	 * @return the search
	 * @throws IllegalArgumentException if the number is 0 or less
	 */
	VectorSearch<T> numCandidates(int numCandidates);

	/**
	 * Reorder the rows with the client's reranker, by the text that was embedded.
	 * @return the search
	 * @throws IllegalStateException if the client has no reranker
	 * @see #rerank(Reranker)
	 */
	VectorSearch<T> rerank();

	/**
	 * Reorder the rows with a reranking model, by the text that was embedded. The model
	 * gets five times the limit of rows: enough to find a row that was just behind the
	 * limit, and few enough for a model that reads each text. Another number can be set
	 * with {@link #numCandidates(int)}.
	 * @param reranker the model
	 * @return the search
	 * @throws IllegalArgumentException if the reranker is {@code null}; a search for a
	 * vector without its text is refused when it runs
	 */
	VectorSearch<T> rerank(Reranker reranker);

	/**
	 * Reorder the rows with a reranking model, by the text of a property.
	 * @param reranker the model
	 * @param property the property or column with the text
	 * @return the search
	 * @throws IllegalArgumentException if an argument is {@code null}, or there is no
	 * such text in the table
	 * @see #rerank(Reranker)
	 */
	VectorSearch<T> rerank(Reranker reranker, String property);

	/**
	 * Continue after the last hit of the page before: find the rows behind it. The search
	 * is otherwise the one that found the hit, with the same query, column and metric;
	 * conditions may change. No row is found twice, and none is left out if its distance
	 * equals that of the hit. A page of a search with an index is as approximate as the
	 * first. Each page compares the rows before it again, so a late page is slower than
	 * an early one; beyond 10,000 rows the search is exact.
	 * <p>
	 * A hit that {@link SearchHit#of} created from its row and its distance, such as in
	 * another request, can be continued too: then rows of the same distance may be found
	 * again. With {@code into(…)}, the type has the key.
	 * @param hit the last hit of the page before; {@code null} for the first page
	 * @return the search
	 * @throws IllegalArgumentException if the hit is not of a vector search; a hit of
	 * another search is rejected when the search runs
	 * @throws IllegalStateException if the search is reranked, when it runs: a reranker
	 * reorders the rows of one page, and removes some of them
	 */
	VectorSearch<T> after(@Nullable SearchHit<T> hit);

	/**
	 * Read the vectors of the rows too. By default they are not read, because they are
	 * large, and are {@code null} in the rows that are found.
	 * @return the search
	 */
	VectorSearch<T> withVectors();

	/**
	 * Read the rows into another type, and only the columns that it has.
	 * @param <R> the type of the results
	 * @param type a record, a bean or a type with a constructor, whose properties have
	 * the same names as those of the table
	 * @return the search
	 * @throws IllegalArgumentException if the type is {@code null}, or has a property
	 * that the table does not have
	 * @throws IllegalStateException if {@link #after(SearchHit)} was called before, with
	 * a hit of another type
	 */
	<R> VectorSearch<R> into(Class<R> type);

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
	 * @throws DataAccessException if the server rejects the search
	 * @see SearchQuery#list()
	 */
	Optional<SearchHit<T>> first();

}
