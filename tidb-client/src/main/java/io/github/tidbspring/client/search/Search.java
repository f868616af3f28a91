package io.github.tidbspring.client.search;

import io.github.tidbspring.client.vector.EmbeddingFunction;

/**
 * The beginning of a search in a table: what is looked for.
 *
 * <pre class="code">
 * List&lt;SearchHit&lt;Note&gt;&gt; hits = notes.search()
 * 	.text("how do I change the port")
 * 	.where(eq("meta.lang", "en"))
 * 	.maxDistance(0.6)
 * 	.limit(10)
 * 	.list();
 * </pre>
 *
 * Each step returns a new search, so one can be kept and gone on with twice. What is
 * wrong with a search is an {@link IllegalArgumentException} or
 * {@link IllegalStateException} before anything is sent.
 *
 * @param <T> the type of the table's rows
 * @since 0.1
 */
public interface Search<T> {

	/**
	 * Look for the rows whose vectors are nearest to a vector.
	 * @param vector the vector, of the column's number of dimensions, all of them finite
	 * @return the search
	 */
	VectorSearch<T> vector(float[] vector);

	/**
	 * Look for the rows whose vectors are nearest to that of a text, which the table's
	 * {@link EmbeddingFunction} embeds, or the server where the column has a
	 * {@code serverModel}.
	 * @param query the text
	 * @return the search
	 */
	VectorSearch<T> text(String query);

	/**
	 * Look for the rows whose vectors are nearest to that of a text, which is known
	 * already. The text is there for a {@link Reranker}.
	 * @param query the text
	 * @param vector its vector
	 * @return the search
	 */
	VectorSearch<T> text(String query, float[] vector);

	/**
	 * Look for the rows whose text has any of some words, those with many and rare ones
	 * first (BM25).
	 * @param words the words
	 * @return the search
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
	 * search</a>
	 */
	FullTextSearch<T> matching(String words);

	/**
	 * Look for rows in both ways, {@link #text(String)} and {@link #matching(String)},
	 * and fuse what they find.
	 * @param query the text
	 * @return the search
	 */
	HybridSearch<T> hybrid(String query);

	/**
	 * Look for rows in both ways, with a vector that is known already.
	 * @param query the text
	 * @param vector its vector
	 * @return the search
	 */
	HybridSearch<T> hybrid(String query, float[] vector);

	/**
	 * Start a search.
	 * @param <T> the type of the rows
	 * @param target what is searched
	 * @return the search
	 */
	static <T> Search<T> in(SearchTarget<T> target) {
		return new DefaultSearch<>(target);
	}

}
