package io.github.tidbspring.client.internal.schema;

import java.util.Objects;

import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeType;

/**
 * The facts of a vector column besides its type.
 *
 * @param dimensions the number of dimensions
 * @param metric the metric for comparing its vectors
 * @param isIndexed whether the type declares an index for that metric
 * @param serverModel the model with which the server computes its vectors; empty if it
 * does not
 * @param serverModelOptions the options of that model, as JSON; may be empty
 * @param sourceMediaType the media type of the source, if that is not a text
 */
public record VectorFacts(int dimensions, DistanceMetric metric, boolean isIndexed, String serverModel,
		String serverModelOptions, @Nullable MimeType sourceMediaType) {

	public VectorFacts(int dimensions, DistanceMetric metric, boolean isIndexed, String serverModel,
			String serverModelOptions) {
		this(dimensions, metric, isIndexed, serverModel, serverModelOptions, null);
	}

	/**
	 * Return the facts of a vector column.
	 * @param column the column
	 * @return its facts
	 */
	public static VectorFacts of(ColumnSchema column) {
		return Objects.requireNonNull(column.vector());
	}

	/**
	 * Return whether the server computes the vectors.
	 * @return {@code true} if it does, and rejects any other vector
	 */
	public boolean isMadeByServer() {
		return !this.serverModel.isEmpty();
	}

}
