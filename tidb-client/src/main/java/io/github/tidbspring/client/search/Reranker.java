package io.github.tidbspring.client.search;

import java.util.List;

/**
 * Scores texts by how well they answer a query: an adapter of a reranking model. Such a
 * model reads query and text together, which is slower and more precise than comparing
 * vectors, so it gets only the best rows. Applications implement this interface;
 * implementations are thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Reranker {

	/**
	 * Score texts. What it throws, the search throws.
	 * @param query the query
	 * @param texts the texts; empty for a row without one
	 * @return a score for each text, in the same order; higher is better. Another number
	 * of scores, or a NaN, is rejected with an {@link IllegalStateException}
	 */
	double[] scores(String query, List<String> texts);

}
