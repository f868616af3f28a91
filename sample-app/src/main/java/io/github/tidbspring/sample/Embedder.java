package io.github.tidbspring.sample;

import java.util.List;

/**
 * Turns text into vectors: the closer two texts are in meaning, the smaller is the cosine
 * distance of their vectors. Safe for use by several threads.
 */
interface Embedder {

	/**
	 * Return the name of the model. Vectors of different models cannot be compared.
	 * @return the name
	 */
	String model();

	/**
	 * Embed texts.
	 * @param texts the texts
	 * @return a vector for each of them, in the same order
	 * @throws IllegalArgumentException if there is no word in one of the texts
	 */
	List<float[]> embed(List<String> texts);

}
