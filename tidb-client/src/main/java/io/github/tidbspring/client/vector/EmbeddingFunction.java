package io.github.tidbspring.client.vector;

import java.util.List;

import org.springframework.util.Assert;

/**
 * Turns texts into vectors: an adapter of an embedding model. Texts of alike meaning get
 * vectors that are near each other.
 *
 * <pre class="code">
 * tidb = TiDBClient.builder(settings).embeddingFunction(function).build();
 * </pre>
 *
 * Implementations are thread-safe. What they throw reaches the caller as the cause of an
 * {@link io.github.tidbspring.client.vector.EmbeddingException}, and nothing is written.
 *
 * @since 0.1
 */
public interface EmbeddingFunction {

	/**
	 * Return the length of the vectors.
	 * @return the number of dimensions, 1 to 16383
	 */
	int dimensions();

	/**
	 * Embed texts that are stored.
	 * @param texts the texts, none of them {@code null} or blank,
	 * {@link #maxTextsPerCall()} at most
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
	 * Return how many texts are embedded in one call at most.
	 * @return the number of texts, 1 or more
	 */
	default int maxTextsPerCall() {
		return 100;
	}

}
