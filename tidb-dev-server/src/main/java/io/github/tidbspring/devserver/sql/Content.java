package io.github.tidbspring.devserver.sql;

/**
 * What a column holds.
 */
enum Content {

	/** Vectors of one dimension. */
	FIXED_DIMENSION,

	/** Vectors of any dimension. */
	ANY_DIMENSION,

	/** Something else. */
	NO_VECTOR,

	/** Nobody knows: there may be no such column. */
	UNKNOWN;

	boolean isVector() {
		return this == FIXED_DIMENSION || this == ANY_DIMENSION;
	}

}
