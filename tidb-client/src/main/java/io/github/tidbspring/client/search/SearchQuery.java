package io.github.tidbspring.client.search;

import java.util.List;

import org.springframework.dao.DataAccessException;

/**
 * A search with its limit, ready to run. Immutable and thread-safe: it can run any number
 * of times, and embeds its text each time. It takes part in a running transaction.
 * <p>
 * What is wrong with the search itself is reported before anything is sent to the server:
 * by an {@link IllegalArgumentException} if an argument does not fit the table, such as a
 * vector with the wrong number of dimensions, or a text without an embedding function to
 * embed it; by an {@link IllegalStateException} if something is missing or contradictory,
 * such as a column to choose.
 * <p>
 * Applications do not implement this interface: methods may be added to it.
 *
 * @param <T> the type of the rows that are found
 * @since 0.1
 */
public interface SearchQuery<T> {

	/**
	 * Search.
	 * @return what was found, best first
	 * @throws IllegalArgumentException if the query does not fit the column
	 * @throws IllegalStateException if the search is incomplete, or a reranker or fusion
	 * returns what is no score
	 * @throws FullTextUnavailableException if words are searched and the server has no
	 * full-text search
	 * @throws DataAccessException if the server refuses the search
	 */
	List<SearchHit<T>> list();

	/**
	 * Search, and tell how complete the result is.
	 * @return what was found, best first, and whether there may be more
	 * @throws IllegalArgumentException if the query does not fit the column
	 * @throws IllegalStateException if the search is incomplete, or a reranker or fusion
	 * returns what is no score
	 * @throws FullTextUnavailableException if words are searched and the server has no
	 * full-text search
	 * @throws DataAccessException if the server refuses the search
	 */
	SearchHits<T> result();

	/**
	 * Return the statement that is sent first, with its values in it: to read, and to
	 * paste into a console. Nothing is sent, but a text is embedded.
	 * @return the statement; of a hybrid search both, each on its own line
	 * @throws IllegalArgumentException if the query does not fit the column
	 * @throws IllegalStateException if the search is incomplete
	 */
	String toSql();

	/**
	 * Ask the server how it would run the statement: whether it uses the vector index,
	 * and if it does not, why.
	 * @return the explanation
	 * @throws IllegalArgumentException if the query does not fit the column
	 * @throws IllegalStateException if the search is incomplete
	 * @throws FullTextUnavailableException if words are searched and the server has no
	 * full-text search
	 * @throws DataAccessException if the server refuses
	 */
	SearchExplanation explain();

}
