package io.github.tidbspring.client.search;

import io.github.tidbspring.client.vector.EmbeddingFunction;

import org.springframework.util.MimeType;

/**
 * The searches of a table: by vectors, by full text, or by both.
 *
 * <pre class="code">
 * List&lt;SearchHit&lt;Note&gt;&gt; hits = notes.search()
 * 	.similarTo("how do I change the port")
 * 	.where(eq("meta.lang", "en"))
 * 	.maxDistance(0.6)
 * 	.limit(10)
 * 	.list();
 * </pre>
 *
 * A search and its steps are immutable and thread-safe: each step returns a new search,
 * so a search can be kept, shared and continued in several ways. Arrays that are passed
 * are copied. Nothing is sent to the server before {@link SearchQuery#list()},
 * {@link SearchQuery#result()}, {@link SearchQuery#explain()} or {@code first()}.
 * <p>
 * Applications do not implement this interface or those of its steps: methods may be
 * added to them.
 *
 * @param <T> the type of the table's rows
 * @since 0.1
 */
public interface Search<T> {

	/**
	 * Search for the rows whose vectors are nearest to a vector.
	 * @param vector the vector, with as many dimensions as the column, all of them finite
	 * numbers
	 * @return the search
	 * @throws IllegalArgumentException if the vector is {@code null}; a vector that does
	 * not fit the column is rejected when the search runs
	 */
	VectorSearch<T> vector(float[] vector);

	/**
	 * Search for the rows whose vectors are nearest to the vector of a text. The table's
	 * {@link EmbeddingFunction} embeds the text, or the server if the column has a
	 * {@code serverModel}, each time that the search runs.
	 * @param query the text
	 * @return the search
	 * @throws IllegalArgumentException if the text is {@code null} or blank; a missing
	 * embedding function is reported when the search runs
	 */
	VectorSearch<T> similarTo(String query);

	/**
	 * Search for the rows whose vectors are nearest to the vector of a text that is known
	 * already. The text is for a {@link Reranker}, and no embedding function is called.
	 * @param query the text
	 * @param vector its vector
	 * @return the search
	 * @throws IllegalArgumentException if the text is {@code null} or blank, or the
	 * vector is {@code null}
	 */
	VectorSearch<T> similarTo(String query, float[] vector);

	/**
	 * Search for the rows whose vectors are nearest to the vector of content other than a
	 * text, such as an image. The table's {@link EmbeddingFunction} embeds the content,
	 * each time that the search runs. The column may have been computed from such content
	 * or from texts: that depends on the model.
	 * @param content the bytes of the content, at least one; the array is copied
	 * @param mediaType the media type, such as
	 * {@link org.springframework.util.MimeTypeUtils#IMAGE_PNG}
	 * @return the search
	 * @throws IllegalArgumentException if an argument is {@code null}, or there are no
	 * bytes; a missing embedding function is reported when the search runs
	 */
	VectorSearch<T> similarTo(byte[] content, MimeType mediaType);

	/**
	 * Search for the rows whose text contains at least one of the words, ordered by their
	 * BM25 score: rows with more of the words, and with rarer ones, come first.
	 * @param words the words
	 * @return the search
	 * @throws IllegalArgumentException if the words are {@code null} or blank
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
	 * search</a>
	 */
	FullTextSearch<T> fullText(String words);

	/**
	 * Search in both ways, {@link #similarTo(String)} and {@link #fullText(String)}, and
	 * fuse the results.
	 * @param query the text
	 * @return the search
	 * @throws IllegalArgumentException if the text is {@code null} or blank
	 */
	HybridSearch<T> hybrid(String query);

	/**
	 * Search in both ways, {@link #similarTo(String, float[])} and
	 * {@link #fullText(String)}, and fuse the results.
	 * @param query the text
	 * @param vector its vector
	 * @return the search
	 * @throws IllegalArgumentException if the text is {@code null} or blank, or the
	 * vector is {@code null}
	 */
	HybridSearch<T> hybrid(String query, float[] vector);

	/**
	 * Fuse the results of two vector searches of this table, such as one by the vector of
	 * a text and one by the vector of a picture. More can be added with
	 * {@link FusedSearch#and(VectorSearch)}.
	 *
	 * <pre class="code">
	 * List&lt;SearchHit&lt;Product&gt;&gt; hits = products.search()
	 * 	.fused(products.search().similarTo("red shoes").vectorColumn("description"),
	 * 			products.search().vector(picture).vectorColumn("picture"))
	 * 	.limit(10)
	 * 	.list();
	 * </pre>
	 * @param first the first search
	 * @param second the second search
	 * @return the search
	 * @throws IllegalArgumentException if a search is {@code null}, of another table,
	 * reranked, or continues {@link VectorSearch#after(SearchHit) after} a hit
	 */
	FusedSearch<T> fused(VectorSearch<T> first, VectorSearch<T> second);

}
