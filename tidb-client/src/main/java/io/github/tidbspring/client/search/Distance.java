package io.github.tidbspring.client.search;

/**
 * How far apart two vectors are. Smaller is nearer, for each of them.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/vector-search-functions-and-operators/">Vector
 * functions</a>
 */
public enum Distance {

	/** The cosine distance, 0 (same direction) to 2 (opposite). An index can serve it. */
	COSINE("VEC_COSINE_DISTANCE", true),

	/** The Euclidean distance, 0 or more. An index can serve it. */
	L2("VEC_L2_DISTANCE", true),

	/** The Manhattan distance, 0 or more. No index serves it. */
	L1("VEC_L1_DISTANCE", false),

	/** The inner product, negated so that smaller is nearer. No index serves it. */
	NEGATIVE_INNER_PRODUCT("VEC_NEGATIVE_INNER_PRODUCT", false);

	private final String function;

	private final boolean indexable;

	Distance(String function, boolean indexable) {
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

}
