package io.github.tidbspring.client.vector;

import java.util.function.DoubleUnaryOperator;

/**
 * Distance metric of two vectors. For each metric, a smaller distance is nearer.
 * <p>
 * Immutable and thread-safe.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/vector-search-functions-and-operators/">Vector
 * functions</a>
 */
public enum DistanceMetric {

	/**
	 * The cosine distance, from 0 (same direction) to 2 (opposite direction). A vector
	 * index supports it. The score is 1 - d/2.
	 */
	// The server's arithmetic may end a little outside the range.
	COSINE("VEC_COSINE_DISTANCE", true, (distance) -> Math.min(1, Math.max(0, 1 - distance / 2))),

	/**
	 * The Euclidean distance, 0 or more. A vector index supports it. The score is 1 -
	 * 2·atan(d)/π.
	 */
	L2("VEC_L2_DISTANCE", true, (distance) -> 1 - 2 * Math.atan(distance) / Math.PI),

	/**
	 * The Manhattan distance, 0 or more. No index supports it. The score is 1 -
	 * 2·atan(d)/π.
	 */
	L1("VEC_L1_DISTANCE", false, (distance) -> 1 - 2 * Math.atan(distance) / Math.PI),

	/**
	 * The negative inner product: any number, smaller is nearer. No index supports it.
	 * The score is 1/2 - atan(d)/π.
	 */
	NEGATIVE_INNER_PRODUCT("VEC_NEGATIVE_INNER_PRODUCT", false, (distance) -> 0.5 - Math.atan(distance) / Math.PI);

	private final String function;

	private final boolean indexable;

	private final DoubleUnaryOperator finiteScore;

	DistanceMetric(String function, boolean indexable, DoubleUnaryOperator finiteScore) {
		this.function = function;
		this.indexable = indexable;
		this.finiteScore = finiteScore;
	}

	/**
	 * Return TiDB's function that computes the distance.
	 * @return the name of the function
	 */
	public String function() {
		return this.function;
	}

	/**
	 * Return whether a vector index can be created for this metric.
	 * @return {@code true} for {@link #COSINE} and {@link #L2}
	 */
	public boolean isIndexable() {
		return this.indexable;
	}

	/**
	 * Convert a distance to a score.
	 * @param distance the distance; lower is better
	 * @return the score, 0 to 1; higher is better, and a nearer vector never has a lower
	 * score. A distance that is NaN or infinite is the result of an overflow; its score
	 * is 0
	 */
	public double score(double distance) {
		return Double.isFinite(distance) ? this.finiteScore.applyAsDouble(distance) : 0;
	}

}
