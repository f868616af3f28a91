package io.github.tidbspring.client.search;

import java.util.Objects;

import io.github.tidbspring.client.search.SearchColumn.VectorTraits;
import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * The column, the distance and the vector that a search compares.
 *
 * @param column the column
 * @param traits what there is to know of its vectors
 * @param distance the distance
 * @param function the server's function for it
 * @param operand what the vectors are compared with
 */
record VectorComparison(SearchColumn column, VectorTraits traits, DistanceMetric distance, String function,
		Object operand) {

	static VectorComparison of(SearchTarget<?> target, VectorQuery query) {
		SearchColumn column = SearchColumns.vector(target, query.column());
		VectorTraits traits = Objects.requireNonNull(column.vector());
		DistanceMetric distance = (query.distance() != null) ? query.distance() : traits.distance();
		Object operand = query.vector().operand(target, column, traits);
		String function = distance.function();
		if (!(operand instanceof VectorLiteral)) {
			if (!distance.isIndexable()) {
				throw new IllegalStateException(
						"The server embeds the query for %s of %s, and does so for COSINE and L2, but not for %s"
							.formatted(column.column(), target.table(), distance));
			}
			function = function.replace("VEC_", "VEC_EMBED_");
		}
		return new VectorComparison(column, traits, distance, function, operand);
	}

	/** Whether the type declares an index that serves this. */
	boolean isIndexed() {
		return this.traits.isIndexed() && this.traits.distance() == this.distance;
	}

	/**
	 * Whether a row may have no distance: it has no vector, or one without a direction.
	 */
	boolean canBeNull() {
		return this.column.isNullable() || this.distance == DistanceMetric.COSINE;
	}

	void appendTo(SearchStatement.Text sql) {
		sql.append(this.function + "(" + this.column.column().quoted() + ", ?)", this.operand);
	}

}
