package io.github.tidbspring.client.query;

import org.springframework.util.Assert;

/**
 * The name of a property, a column or a path, which may come from outside.
 */
final class PropertyName {

	/** TiDB's longest key of a JSON object is about as long. */
	private static final int MAX_LENGTH = 65_535;

	private static final int SHOWN = 100;

	private PropertyName() {
	}

	/**
	 * Check a name by its length.
	 * @param property the name
	 * @param purpose what it is for, such as {@code to filter by}
	 * @return the name
	 * @throws IllegalArgumentException if it is empty or longer than any that there is
	 */
	static String checked(String property, String purpose) {
		Assert.hasLength(property, () -> "The name of a property %s must not be empty".formatted(purpose));
		if (property.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("The name '%s' of a property %s has %s characters; %s are the most"
				.formatted(shown(property), purpose, property.length(), MAX_LENGTH));
		}
		return property;
	}

	/**
	 * Return a name as a message shows it.
	 * @param property the name
	 * @return the name, or its beginning
	 */
	static String shown(String property) {
		return (property.length() > SHOWN) ? property.substring(0, SHOWN) + "…" : property;
	}

}
