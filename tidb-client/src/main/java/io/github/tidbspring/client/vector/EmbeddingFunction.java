package io.github.tidbspring.client.vector;

import java.util.List;
import java.util.OptionalInt;

import org.springframework.util.Assert;

/**
 * Turns texts into vectors: an adapter of an embedding model. Texts of similar meaning
 * get vectors that are near each other. A lambda will do:
 *
 * <pre class="code">
 * Table&lt;Note&gt; notes = tidb.table(Note.class).withEmbeddingFunction((texts) -&gt; model.embedAll(texts));
 * </pre>
 *
 * Applications implement this interface: it will only get default methods.
 * Implementations must be thread-safe. What they throw reaches the caller as the cause of
 * an {@link EmbeddingException}, and nothing is written.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface EmbeddingFunction {

	/**
	 * Embed texts that are stored.
	 * @param texts the texts, none of them {@code null} or blank, {@link #maxBatchSize()}
	 * at most; not to be changed
	 * @return a vector for each text, in the same order
	 */
	List<float[]> embed(List<String> texts);

	/**
	 * Embed the text of a query. Some models embed questions in another way than what is
	 * to be found.
	 * @param text the text
	 * @return its vector
	 */
	default float[] embedQuery(String text) {
		List<float[]> vectors = embed(List.of(text));
		Assert.state(vectors.size() == 1,
				() -> "The embedding function returned %s vectors for one text".formatted(vectors.size()));
		return vectors.get(0);
	}

	/**
	 * Return the length of the vectors, if that is known. It is then compared with the
	 * column's before a text is embedded, once for each column of a table. Each vector is
	 * checked in any case.
	 * @return the number of dimensions, 1 to 16383; empty by default
	 */
	default OptionalInt dimensions() {
		return OptionalInt.empty();
	}

	/**
	 * Return how many texts are embedded in one call at most.
	 * @return the number of texts, 1 or more; 100 by default, which keeps a request
	 * within the limits of usual services
	 */
	default int maxBatchSize() {
		return 100;
	}

}
