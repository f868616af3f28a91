package io.github.tidbspring.boot.data;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.search.FullTextUnavailableException;
import io.github.tidbspring.client.search.Search;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Score;
import org.springframework.data.domain.SearchResults;
import org.springframework.data.domain.Similarity;
import org.springframework.data.domain.Vector;
import org.springframework.data.domain.VectorScoringFunctions;

/**
 * Adds search to a repository of Spring Data. The repository otherwise stays that of its
 * module, such as Spring Data JDBC.
 *
 * <pre class="code">
 * interface NoteRepository extends CrudRepository&lt;Note, Long&gt;, TiDBSearchExecutor&lt;Note&gt; {
 * }
 *
 * SearchResults&lt;Note&gt; similar = repository.searchSimilar("change the port", Limit.of(10));
 * </pre>
 *
 * The domain type of the repository is also a type of {@link TiDBClient#table(Class)},
 * and the rows that are found are read by that table. Each method is the search of the
 * client with the same name and its defaults; {@link #search()} returns that search
 * itself, with filters and all other steps.
 * <p>
 * The client is the {@code TiDBClient} bean; of several, the one that is injected without
 * a qualifier. If the repository interface is annotated with
 * {@link org.springframework.beans.factory.annotation.Qualifier @Qualifier}, it is the
 * client with that qualifier, such as that of {@code tidb.clients.reporting.*}. Without
 * such a client, each method throws an {@link IllegalStateException}.
 * <p>
 * Searches take part in an active transaction. Thread-safe.
 *
 * @param <T> the domain type of the repository
 * @since 0.1
 */
public interface TiDBSearchExecutor<T> {

	/**
	 * Return the search of the table.
	 * @return the search, which can be used outside of the repository too
	 */
	Search<T> search();

	/**
	 * Find the rows whose vectors are nearest to a vector.
	 * @param vector the vector, with the dimensions of the column
	 * @param limit the maximum number of results
	 * @return the results, the nearest first. Scores are {@link Similarity similarities}
	 * from 0 to 1, higher is better
	 * @throws IllegalArgumentException if the vector does not fit the column, or the
	 * limit is unlimited
	 */
	SearchResults<T> searchNear(Vector vector, Limit limit);

	/**
	 * Find the rows whose vectors are nearest to a vector, within a bound.
	 * @param vector the vector, with the dimensions of the column
	 * @param bound a {@link Similarity} is the lowest similarity, from 0 to 1; any other
	 * {@link Score} is the highest distance. If its scoring function is one of the
	 * {@link VectorScoringFunctions}, that is the distance metric (for
	 * {@link VectorScoringFunctions#DOT_PRODUCT DOT_PRODUCT}, the distance is the
	 * negative inner product), otherwise it is that of the column
	 * @param limit the maximum number of results
	 * @return the results, as of {@link #searchNear(Vector, Limit)}
	 * @throws IllegalArgumentException if the vector does not fit the column, the limit
	 * is unlimited, the bound is out of range, or TiDB has no such scoring function
	 */
	SearchResults<T> searchNear(Vector vector, Score bound, Limit limit);

	/**
	 * Find the rows whose vectors are nearest to that of a text.
	 * @param text the text, whose vector the client's embedding function computes
	 * @param limit the maximum number of results
	 * @return the results, as of {@link #searchNear(Vector, Limit)}
	 * @throws IllegalArgumentException if the limit is unlimited
	 * @throws IllegalStateException if there is no embedding function
	 */
	SearchResults<T> searchSimilar(String text, Limit limit);

	/**
	 * Find the rows whose vectors are nearest to that of a text, within a bound.
	 * @param text the text, whose vector the client's embedding function computes
	 * @param bound as of {@link #searchNear(Vector, Score, Limit)}
	 * @param limit the maximum number of results
	 * @return the results, as of {@link #searchNear(Vector, Limit)}
	 * @throws IllegalArgumentException if the limit is unlimited, the bound is out of
	 * range, or TiDB has no such scoring function
	 * @throws IllegalStateException if there is no embedding function
	 */
	SearchResults<T> searchSimilar(String text, Score bound, Limit limit);

	/**
	 * Find the rows whose text contains words.
	 * @param words the words
	 * @param limit the maximum number of results
	 * @return the results, the best first. Scores are those of the server: higher is
	 * better, without an upper bound
	 * @throws IllegalArgumentException if the limit is unlimited
	 * @throws FullTextUnavailableException if the server has no full-text search
	 */
	SearchResults<T> searchFullText(String words, Limit limit);

	/**
	 * Find rows by meaning and by words, and fuse the results.
	 * @param text the text
	 * @param limit the maximum number of results
	 * @return the results, the best first. Scores are those of the fusion: higher is
	 * better
	 * @throws IllegalArgumentException if the limit is unlimited
	 * @throws IllegalStateException if there is no embedding function
	 * @throws FullTextUnavailableException if the server has no full-text search
	 */
	SearchResults<T> searchHybrid(String text, Limit limit);

}
