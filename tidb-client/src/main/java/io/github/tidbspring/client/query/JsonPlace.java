package io.github.tidbspring.client.query;

/**
 * A value in a JSON column that a {@link Filter} or a {@link SortOrder} names, as far as
 * the Java type of the column says what it is. The client's tables implement it;
 * applications have no need to.
 *
 * @since 0.1
 */
public interface JsonPlace {

	/** A place of which nothing is known. */
	JsonPlace UNKNOWN = new JsonPlace() {
	};

	/**
	 * Convert a value that is compared for equality into what the document has for it.
	 * @param value the value
	 * @return a string, a number or a boolean; anything else cannot be compared
	 * @throws IllegalArgumentException if what is there never equals one value
	 */
	default Object scalar(Object value) {
		return value;
	}

	/**
	 * Convert a value that is compared by order into what the document has for it.
	 * @param value the value
	 * @return a string, a number or a boolean; anything else cannot be compared
	 * @throws IllegalArgumentException if what is there is not one value, or its texts do
	 * not have the order of the values
	 */
	default Object sortable(Object value) {
		return scalar(value);
	}

	/**
	 * Check that a text can be there, for a pattern to match.
	 * @throws IllegalArgumentException if what is there is not one value
	 */
	default void checkText() {
	}

	/**
	 * Check that rows can be ordered by what is there.
	 * @throws IllegalArgumentException if its texts do not have the order of the values
	 */
	default void checkOrder() {
	}

}
