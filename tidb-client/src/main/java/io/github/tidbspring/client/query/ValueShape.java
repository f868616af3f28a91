package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ObjectUtils;

/**
 * Distinguishes single values from lists and maps. A {@code byte[]} is a single value.
 */
final class ValueShape {

	private ValueShape() {
	}

	/**
	 * Return the elements of a list, a set or an array.
	 * @param value the value
	 * @return a copy, or {@code null} if the value is something else
	 */
	static @Nullable List<@Nullable Object> elements(@Nullable Object value) {
		if (value instanceof Iterable<?> iterable) {
			List<@Nullable Object> elements = new ArrayList<>();
			iterable.forEach(elements::add);
			return elements;
		}
		return isArray(value) ? new ArrayList<>(Arrays.asList(ObjectUtils.toObjectArray(value))) : null;
	}

	/**
	 * Check that a value is a single one.
	 * @param property the property that is compared with it
	 * @param value the value
	 * @return the value
	 * @throws IllegalArgumentException if it is a list or a map
	 */
	static Object single(String property, Object value) {
		if (value instanceof Iterable<?> || value instanceof Map<?, ?> || isArray(value)) {
			throw new IllegalArgumentException(
					"'%s' is compared with one value, not with %s; only 'in' and 'not in' accept a list"
						.formatted(property, describe(value)));
		}
		return value;
	}

	/**
	 * Describe a value without showing it.
	 * @param value the value
	 * @return a description for a message
	 */
	static String describe(@Nullable Object value) {
		if (value == null) {
			return "null";
		}
		if (value instanceof Map<?, ?>) {
			return "a map";
		}
		return (value instanceof Iterable<?> || isArray(value)) ? "a list"
				: "a value of type " + value.getClass().getName();
	}

	private static boolean isArray(@Nullable Object value) {
		return ObjectUtils.isArray(value) && !(value instanceof byte[]);
	}

}
