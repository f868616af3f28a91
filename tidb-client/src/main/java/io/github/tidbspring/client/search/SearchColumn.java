package io.github.tidbspring.client.search;

import io.github.tidbspring.client.query.Identifier;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

/**
 * A column as a search sees it. The client's tables make them; applications have no need
 * to.
 *
 * @param property the name of the property
 * @param column the column's name
 * @param vector what there is to know of a vector, or {@code null} if it is none
 * @param isText whether it is a text
 * @param isFullText whether the type declares a full-text index on it
 * @param isNullable whether it may be NULL
 * @since 0.1
 */
public record SearchColumn(String property, Identifier column, @Nullable VectorTraits vector, boolean isText,
		boolean isFullText, boolean isNullable) {

	/**
	 * What there is to know of a vector.
	 *
	 * @param dimensions the number of dimensions
	 * @param distance the distance that the column is for
	 * @param isIndexed whether the type declares an index for that distance
	 * @param source the property with the text that is embedded, or {@code null}
	 * @param isEmbeddedByServer whether the server embeds
	 */
	public record VectorTraits(int dimensions, DistanceMetric distance, boolean isIndexed, @Nullable String source,
			boolean isEmbeddedByServer) {

	}

}
