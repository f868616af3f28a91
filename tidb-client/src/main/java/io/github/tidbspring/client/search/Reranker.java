package io.github.tidbspring.client.search;

import java.util.List;

/**
 * Looks at texts together with a query and says how well each answers it: an adapter of a
 * reranking model. Slower and better than a comparison of vectors, so it is asked about
 * the best rows only. Implementations are thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Reranker {

	/**
	 * Score texts.
	 * @param query the query
	 * @param texts the texts; empty for a row without one
	 * @return a score for each text, in the same order; higher is better
	 */
	double[] scores(String query, List<String> texts);

}
