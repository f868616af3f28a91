package io.github.tidbspring.client.search;

import java.util.List;

import org.springframework.dao.DataAccessException;

/**
 * A search with its limit, ready to run. Immutable and thread-safe: it can run any number
 * of times, and embeds its text each time. It takes part in a running transaction.
 * <p>
 * Mistakes are reported before anything is sent to the server: by an
 * {@link IllegalArgumentException} if an argument does not fit the table, such as a
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
	 * Run the search.
	 * @return the hits, best first
	 * @throws IllegalArgumentException if the query does not fit the column
	 * @throws IllegalStateException if the search is incomplete, or a reranker or fusion
	 * returns no valid score
	 * @throws FullTextUnavailableException if the search needs full-text search and the
	 * server does not have it
	 * @throws DataAccessException if the server rejects the search
	 */
	List<SearchHit<T>> list();

	/**
	 * Run the search, and return how complete the result is too.
	 * @return the hits, best first, and whether there may be more
	 * @throws IllegalArgumentException if the query does not fit the column
	 * @throws IllegalStateException if the search is incomplete, or a reranker or fusion
	 * returns no valid score
	 * @throws FullTextUnavailableException if the search needs full-text search and the
	 * server does not have it
	 * @throws DataAccessException if the server rejects the search
	 */
	SearchHits<T> result();

	/**
	 * Return the first statement with its values, to read or to use in a console. Nothing
	 * is sent, but a text is embedded.
	 * @return the statement; of a hybrid search both, each on its own line
	 * @throws IllegalArgumentException if the query does not fit the column
	 * @throws IllegalStateException if the search is incomplete
	 */
	String toSql();

	/**
	 * Query the server's plan for the statement: whether it uses the vector index, and if
	 * it does not, why.
	 * @return the explanation
	 * @throws IllegalArgumentException if the query does not fit the column
	 * @throws IllegalStateException if the search is incomplete
	 * @throws FullTextUnavailableException if the search needs full-text search and the
	 * server does not have it
	 * @throws DataAccessException if the server rejects the statement
	 */
	SearchExplanation explain();

}
