package io.github.tidbspring.client.vector;

/**
 * How far apart two vectors are. Smaller is nearer, for each of them.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/vector-search-functions-and-operators/">Vector
 * functions</a>
 */
public enum DistanceMetric {

	/**
	 * The cosine distance, 0 (same direction) to 2 (opposite). An index can serve it. The
	 * score is 1 - d/2.
	 */
	COSINE("VEC_COSINE_DISTANCE", true) {

		@Override
		double finiteScore(double distance) {
			// The server's arithmetic may end a little outside the range.
			return Math.min(1, Math.max(0, 1 - distance / 2));
		}

	},

	/**
	 * The Euclidean distance, 0 or more. An index can serve it. The score is 1 -
	 * 2·atan(d)/π.
	 */
	L2("VEC_L2_DISTANCE", true) {

		@Override
		double finiteScore(double distance) {
			return 1 - 2 * Math.atan(distance) / Math.PI;
		}

	},

	/**
	 * The Manhattan distance, 0 or more. No index serves it. The score is 1 -
	 * 2·atan(d)/π.
	 */
	L1("VEC_L1_DISTANCE", false) {

		@Override
		double finiteScore(double distance) {
			return 1 - 2 * Math.atan(distance) / Math.PI;
		}

	},

	/**
	 * The inner product, negated so that smaller is nearer: any number. No index serves
	 * it. The score is 1/2 - atan(d)/π.
	 */
	NEGATIVE_INNER_PRODUCT("VEC_NEGATIVE_INNER_PRODUCT", false) {

		@Override
		double finiteScore(double distance) {
			return 0.5 - Math.atan(distance) / Math.PI;
		}

	};

	private final String function;

	private final boolean indexable;

	DistanceMetric(String function, boolean indexable) {
		this.function = function;
		this.indexable = indexable;
	}

	/**
	 * Return TiDB's function for it.
	 * @return the function's name
	 */
	public String function() {
		return this.function;
	}

	/**
	 * Return whether a vector index can serve it.
	 * @return {@code true} for cosine and L2
	 */
	public boolean isIndexable() {
		return this.indexable;
	}

	/**
	 * Turn a distance into a score.
	 * @param distance the distance; lower is better
	 * @return the score, 0 to 1; higher is better, and a nearer vector never has a lower
	 * one. A distance that is not finite has overflowed and tells nothing: its score is 0
	 */
	public final double score(double distance) {
		return Double.isFinite(distance) ? finiteScore(distance) : 0;
	}

	abstract double finiteScore(double distance);

}
