package io.github.tidbspring.client.search;

import java.util.List;
import java.util.Optional;

import io.github.tidbspring.client.query.Filter;

import org.springframework.dao.DataAccessException;

/**
 * What all searches have.
 *
 * @param <T> the type of the rows that are found
 * @param <S> the type of the search
 * @since 0.1
 */
public interface SearchSteps<T, S extends SearchSteps<T, S>> {

	/**
	 * Find only rows that meet a condition. Two conditions must both be met.
	 * @param filter the condition
	 * @return the search
	 * @throws IllegalArgumentException if the table has no such column
	 */
	S where(Filter filter);

	/**
	 * Return so many rows at most. There is no search without a limit.
	 * @param limit the number of rows, 1 or more
	 * @return the search
	 */
	S limit(int limit);

	/**
	 * Set how many rows are looked at before filters, fusion and reranking choose among
	 * them. The default is ten times the limit where there is something to choose (five
	 * times for reranking alone), and the limit where there is not.
	 * @param numCandidates the number of rows, not less than the limit
	 * @return the search
	 */
	S numCandidates(int numCandidates);

	/**
	 * Let the client's reranker look at what was found and put it in order, by the text
	 * that was embedded or searched.
	 * @return the search
	 * @throws IllegalStateException if the client has none
	 */
	S rerank();

	/**
	 * Let a model look at what was found and put it in order, by the text that was
	 * embedded or searched.
	 * @param reranker the model
	 * @return the search
	 */
	S rerank(Reranker reranker);

	/**
	 * Let a model look at what was found and put it in order.
	 * @param reranker the model
	 * @param property the property or column with the text that it looks at
	 * @return the search
	 */
	S rerank(Reranker reranker, String property);

	/**
	 * Read the vectors of the rows too. They are large, and without this step they are
	 * {@code null} in the rows that are found.
	 * @return the search
	 */
	S withVectors();

	/**
	 * Search.
	 * @return what was found, best first
	 * @throws DataAccessException if the server refuses the search
	 */
	List<SearchHit<T>> list();

	/**
	 * Search.
	 * @return the best row, if there is one
	 * @throws DataAccessException if the server refuses the search
	 */
	default Optional<SearchHit<T>> first() {
		return list().stream().findFirst();
	}

	/**
	 * Search, and say how complete the result is.
	 * @return what was found, best first, and what is known about the rest
	 * @throws DataAccessException if the server refuses the search
	 */
	SearchResult<T> result();

	/**
	 * Return the statement that is sent first, with its values in it: to read, and to
	 * paste into a console. A text is embedded for it.
	 * @return the statement; of a hybrid search both, each on its own line
	 */
	String sql();

	/**
	 * Ask the server how it would run the statement: whether it uses the vector index,
	 * and if it does not, why.
	 * @return the explanation
	 * @throws DataAccessException if the server refuses
	 */
	SearchExplanation explain();

}
