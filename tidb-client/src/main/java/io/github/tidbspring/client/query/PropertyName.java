package io.github.tidbspring.client.query;

import org.springframework.util.Assert;

/**
 * Checks of the name of a property, a column or a path, which may be user input.
 */
final class PropertyName {

	/** About the length of TiDB's longest key of a JSON object. */
	private static final int MAX_LENGTH = 65_535;

	private static final int SHOWN = 100;

	private PropertyName() {
	}

	/**
	 * Check the length of a name.
	 * @param property the name
	 * @param purpose the purpose for a message, such as {@code to filter by}
	 * @return the name
	 * @throws IllegalArgumentException if it is empty or longer than any valid name
	 */
	static String checked(String property, String purpose) {
		Assert.hasLength(property, () -> "The name of a property %s must not be empty".formatted(purpose));
		if (property.length() > MAX_LENGTH) {
			throw new IllegalArgumentException(
					"The name '%s' of a property %s has %s characters; at most %s are allowed"
						.formatted(shown(property), purpose, property.length(), MAX_LENGTH));
		}
		return property;
	}

	/**
	 * Return a name for a message.
	 * @param property the name
	 * @return the name, truncated if it is long
	 */
	static String shown(String property) {
		return (property.length() > SHOWN) ? property.substring(0, SHOWN) + "…" : property;
	}

}
