package io.github.tidbspring.client.vector;

import java.util.List;
import java.util.OptionalInt;

import org.springframework.util.Assert;

/**
 * Converts texts to vectors, with an embedding model, and images or other content if the
 * model can do that too. Texts of similar meaning have vectors that are near each other.
 * A lambda can implement it:
 *
 * <pre class="code">
 * Table&lt;Note&gt; notes = tidb.table(Note.class).withEmbeddingFunction((texts) -&gt; model.embedAll(texts));
 * </pre>
 *
 * Applications implement this interface, so new methods will have defaults.
 * Implementations must be thread-safe. An exception that an implementation throws is the
 * cause of the {@link EmbeddingException} that the caller gets; nothing is written then.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface EmbeddingFunction {

	/**
	 * Embed texts that are to be stored.
	 * @param texts the texts, none of them {@code null} or blank, at most
	 * {@link #maxBatchSize()}; must not be modified
	 * @return a vector for each text, in the same order
	 */
	List<float[]> embed(List<String> texts);

	/**
	 * Embed the text of a query. By default, it is embedded like a stored text. Override
	 * this method for models that embed queries differently from documents.
	 * @param text the text, neither {@code null} nor blank
	 * @return the vector
	 * @throws IllegalStateException if {@link #embed} does not return one vector
	 */
	default float[] embedQuery(String text) {
		List<float[]> vectors = embed(List.of(text));
		Assert.state(vectors.size() == 1,
				() -> "The embedding function returned %s vectors for one text".formatted(vectors.size()));
		return vectors.get(0);
	}

	/**
	 * Embed content other than texts that is to be stored, such as images. Only models
	 * that embed it override this method, and that for queries if such a query is
	 * embedded differently. By default, content is rejected.
	 * @param contents the contents, at most {@link #maxBatchSize()}; must not be modified
	 * @return a vector for each content, in the same order
	 * @throws UnsupportedOperationException if the function embeds only texts
	 */
	default List<float[]> embedContents(List<EmbeddingContent> contents) {
		throw new UnsupportedOperationException(
				"This embedding function embeds texts, and not content of the type %s: that needs one that implements embedContents"
					.formatted(contents.get(0).mediaType()));
	}

	/**
	 * Embed the content of a query. By default, it is embedded like stored content.
	 * @param content the content
	 * @return the vector
	 * @throws IllegalStateException if {@link #embedContents} does not return one vector
	 * @throws UnsupportedOperationException if the function embeds only texts
	 */
	default float[] embedQuery(EmbeddingContent content) {
		List<float[]> vectors = embedContents(List.of(content));
		Assert.state(vectors.size() == 1,
				() -> "The embedding function returned %s vectors for one content".formatted(vectors.size()));
		return vectors.get(0);
	}

	/**
	 * Return the number of dimensions of the vectors, if it is known. It is compared with
	 * that of the column before a text is embedded, once for each column of a table, so
	 * that no call of a service is wasted. Each vector is checked in any case.
	 * @return the number of dimensions, 1 to 16,383; empty by default
	 */
	default OptionalInt dimensions() {
		return OptionalInt.empty();
	}

	/**
	 * Return the largest number of texts or contents that are embedded in one call.
	 * @return the number, 1 or more; 100 by default, so that requests stay within the
	 * limits of common embedding services
	 */
	default int maxBatchSize() {
		return 100;
	}

	/**
	 * Return a function that calls this one only for texts whose vectors it does not
	 * know: those of the texts that were used last. Use it where texts repeat, such as
	 * the queries of a search page, or the text of a search that is read page by page.
	 * Several threads that need the vector of one text at the same time wait for one
	 * call. A failed call is not remembered, nor is a vector that is not valid; the text
	 * of a query is remembered apart from the same text that is stored, because
	 * {@link #embedQuery(String)} may differ from {@link #embed}. Content other than
	 * texts is not remembered.
	 * <p>
	 * The cache belongs to the function that is returned, and so to this model: create it
	 * once, and use it for all tables and clients. The application cannot change what is
	 * in it: arrays are copied.
	 * @param maxTexts the number of texts to remember, 1 or more; each needs 4 bytes for
	 * each dimension, and its text
	 * @return a function with a cache
	 * @throws IllegalArgumentException if the number is 0 or less
	 */
	default EmbeddingFunction cached(int maxTexts) {
		return new CachingEmbeddingFunction(this, maxTexts);
	}

}
