package io.github.tidbspring.client.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.tidbspring.client.internal.sql.WellFormedText;

/**
 * Values to compare with values in a JSON document, grouped by their JSON type.
 *
 * @param strings the strings
 * @param booleans the booleans, as in JSON
 * @param numbers the numbers, without trailing zeros
 */
record JsonScalars(List<String> strings, List<String> booleans, List<BigDecimal> numbers) {

	/** From here on, adjacent integers may be the same double. */
	private static final BigDecimal DOUBLE_LIMIT = BigDecimal.valueOf(1L << 53);

	private static final int DECIMAL_DIGITS = 65;

	/**
	 * Group values by their JSON type.
	 * @param property the property for a message
	 * @param values the values
	 * @param writer converts a value to the string, number or boolean that a document has
	 * for it
	 * @return the values
	 * @throws IllegalArgumentException if a value cannot be compared in JSON
	 */
	static JsonScalars of(String property, List<Object> values, UnaryOperator<Object> writer) {
		JsonScalars scalars = new JsonScalars(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		for (Object value : values) {
			scalars.add(PropertyName.shown(property), writer.apply(value));
		}
		return scalars;
	}

	/**
	 * Return whether there is an integer that a double may not represent exactly.
	 * @return {@code true} if integers must be compared as decimals
	 */
	boolean needDecimal() {
		return this.numbers.stream().anyMatch((number) -> isInteger(number) && !isExactDouble(number));
	}

	List<BigDecimal> integers() {
		return this.numbers.stream().filter(JsonScalars::isInteger).map((number) -> number.setScale(0)).toList();
	}

	List<Number> doubles() {
		return this.numbers.stream().map(JsonScalars::toDouble).toList();
	}

	private void add(String property, Object value) {
		if (value instanceof Boolean) {
			this.booleans.add(value.toString());
			return;
		}
		if (value instanceof Number number) {
			this.numbers.add(toDecimal(property, number));
			return;
		}
		this.strings.add(wellFormed(property, (String) value));
	}

	/**
	 * Check that a text can be sent.
	 * @param property the property for a message
	 * @param text the text
	 * @return the text
	 * @throws IllegalArgumentException if it has half a surrogate pair
	 */
	static String wellFormed(String property, String text) {
		String problem = WellFormedText.problem(text);
		if (problem != null) {
			throw new IllegalArgumentException("'%s' is a value in a JSON document, and the text to compare it with %s"
				.formatted(property, problem));
		}
		return text;
	}

	private static BigDecimal toDecimal(String property, Number number) {
		BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
		if (!isInteger(decimal) && !Double.isFinite(decimal.doubleValue())) {
			throw new IllegalArgumentException(
					"'%s' is a value in a JSON document, and JSON has no number such as the %s to compare it with"
						.formatted(property, number.getClass().getSimpleName()));
		}
		return decimal;
	}

	private static boolean isInteger(BigDecimal number) {
		return number.scale() <= 0 && number.precision() - number.scale() <= DECIMAL_DIGITS;
	}

	private static boolean isExactDouble(BigDecimal number) {
		return number.abs().compareTo(DOUBLE_LIMIT) < 0;
	}

	private static Number toDouble(BigDecimal number) {
		if (isInteger(number) && isExactDouble(number)) {
			return number.longValueExact();
		}
		return number.doubleValue();
	}

}
