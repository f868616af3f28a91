package io.github.tidbspring.devserver.sql;

/**
 * The content of a column.
 */
enum Content {

	/** Vectors of a fixed dimension. */
	FIXED_DIMENSION,

	/** Vectors of any dimension. */
	ANY_DIMENSION,

	/** Something else. */
	NO_VECTOR,

	/** Unknown: the column may not exist. */
	UNKNOWN;

	boolean isVector() {
		return this == FIXED_DIMENSION || this == ANY_DIMENSION;
	}

}
