package io.github.tidbspring.client.internal.schema;

import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * The facts of a vector column besides its type.
 *
 * @param dimensions the number of dimensions
 * @param metric the metric for comparing its vectors
 * @param isIndexed whether the type declares an index for that metric
 * @param serverModel the model with which the server computes its vectors; empty if it
 * does not
 * @param serverModelOptions the options of that model, as JSON; may be empty
 */
public record VectorFacts(int dimensions, DistanceMetric metric, boolean isIndexed, String serverModel,
		String serverModelOptions) {

	/**
	 * Return whether the server computes the vectors.
	 * @return {@code true} if it does, and rejects any other vector
	 */
	public boolean isMadeByServer() {
		return !this.serverModel.isEmpty();
	}

}
