package io.github.tidbspring.client.internal.schema;

import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * What there is to know of a vector column besides its type.
 *
 * @param dimensions the number of dimensions
 * @param metric the metric that its vectors are compared by
 * @param isIndexed whether the type describes an index for that metric
 * @param serverModel the model by which the server makes its vectors; empty if it does
 * not
 * @param serverModelOptions the options of that model, as JSON; may be empty
 */
public record VectorFacts(int dimensions, DistanceMetric metric, boolean isIndexed, String serverModel,
		String serverModelOptions) {

	/**
	 * Return whether the server makes the vectors.
	 * @return {@code true} if it has a model for them, and refuses any other vector
	 */
	public boolean isMadeByServer() {
		return !this.serverModel.isEmpty();
	}

}
