package io.github.tidbspring.client.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.sql.WellFormedText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks that TiDB stores a JSON text without silently changing it.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/data-type-json/">JSON</a>
 */
final class JsonTokens {

	/** TiDB reports error 3157 for more. */
	private static final int MAX_DEPTH = 100;

	/** TiDB reports error 8129 for more. */
	private static final int MAX_KEY_BYTES = 65_535;

	/** Any decimal number of so many digits survives conversion to a double. */
	private static final int DOUBLE_DIGITS = 15;

	/** So many digits distinguish any double from all others. */
	private static final int MAX_DOUBLE_DIGITS = 17;

	private static final BigDecimal SMALLEST_NORMAL = BigDecimal.valueOf(Double.MIN_NORMAL);

	private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

	/** Reads standard JSON only. Its own limits are off: those of TiDB are checked. */
	private static final JsonFactory STRICT = JsonFactory.builder()
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNameLength(Integer.MAX_VALUE)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.build())
		.build();

	/** Reads trees with exact numbers. */
	static final JsonMapper TREES = JsonMapper.builder(STRICT)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private final RowProperty property;

	private final JsonParser parser;

	private JsonTokens(RowProperty property, JsonParser parser) {
		this.property = property;
		this.parser = parser;
	}

	/**
	 * Check a text.
	 * @param property the property for a message
	 * @param json the text
	 * @throws IllegalArgumentException if it is not JSON, or would be read back changed
	 */
	static void check(RowProperty property, String json) {
		try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), json)) {
			new JsonTokens(property, parser).check();
		}
		catch (StreamReadException ex) {
			throw new IllegalArgumentException(
					"%s is not written as JSON, or has a duplicate key, of which TiDB keeps one. %s".formatted(property,
							ex.getOriginalMessage()),
					ex);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"%s is not written as JSON. %s".formatted(property, ex.getOriginalMessage()), ex);
		}
	}

	private void check() {
		int depth = 0;
		JsonToken token;
		while ((token = this.parser.nextToken()) != null) {
			if (token.isStructStart() && ++depth > MAX_DEPTH) {
				throw this.property
					.invalid("is nested more than %s deep, which TiDB does not accept".formatted(MAX_DEPTH));
			}
			if (token.isStructEnd()) {
				depth--;
			}
			switch (token) {
				case PROPERTY_NAME -> checkKey(this.parser.getString());
				case VALUE_STRING -> checkText(this.parser.getString());
				case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkNumber(token == JsonToken.VALUE_NUMBER_INT);
				default -> {
				}
			}
		}
	}

	private void checkKey(String key) {
		if (key.length() > MAX_KEY_BYTES / 3 && key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
			throw this.property
				.invalid("has a key of more than %s bytes, which TiDB does not accept".formatted(MAX_KEY_BYTES));
		}
		checkText(key);
	}

	private void checkText(String text) {
		if (WellFormedText.problem(text) != null) {
			throw this.property
				.invalid("has a text with half of a surrogate pair (at '%s'), which becomes another character"
					.formatted(place()));
		}
	}

	private void checkNumber(boolean isInteger) {
		String text = this.parser.getString();
		if (this.parser.isNaN()) {
			throw this.property
				.invalid("has the number %s (at '%s'), which JSON does not have".formatted(text, place()));
		}
		if (!isKept(text, isInteger)) {
			throw this.property.invalid(
					("has a number (at '%s') that TiDB's JSON would change: it keeps integers of 64 bits, signed or "
							+ "unsigned, and any other number as a double; as a string it keeps all digits")
						.formatted(place()));
		}
	}

	private static boolean isKept(String text, boolean isInteger) {
		if (text.length() <= DOUBLE_DIGITS && text.toLowerCase(Locale.ROOT).indexOf('e') < 0) {
			return true;
		}
		BigDecimal number;
		try {
			number = new BigDecimal(text);
		}
		catch (NumberFormatException ex) {
			// The exponent is too large for a BigDecimal.
			return false;
		}
		return (isInteger && isKeptAsInteger(number.unscaledValue())) || isKeptAsDouble(number);
	}

	private static boolean isKeptAsInteger(BigInteger number) {
		return number.bitLength() < Long.SIZE || (number.signum() > 0 && number.compareTo(MAX_UNSIGNED) <= 0);
	}

	private static boolean isKeptAsDouble(BigDecimal number) {
		if (number.signum() == 0) {
			return true;
		}
		double stored = number.doubleValue();
		if (!Double.isFinite(stored) || stored == 0) {
			return false;
		}
		BigDecimal stripped = number.stripTrailingZeros();
		if (stripped.precision() <= DOUBLE_DIGITS && stripped.abs().compareTo(SMALLEST_NORMAL) >= 0) {
			return true;
		}
		// A double may be written with more digits than necessary.
		return number.compareTo(new BigDecimal(Double.toString(stored))) == 0
				|| number.compareTo(shortest(stored)) == 0;
	}

	/** The number as the server writes it: with the fewest digits that identify it. */
	private static BigDecimal shortest(double number) {
		BigDecimal exact = new BigDecimal(number);
		for (int digits = 1; digits < MAX_DOUBLE_DIGITS; digits++) {
			BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
			if (rounded.doubleValue() == number) {
				return rounded;
			}
		}
		return exact.round(new MathContext(MAX_DOUBLE_DIGITS, RoundingMode.HALF_EVEN));
	}

	private String place() {
		return this.parser.streamReadContext().pathAsPointer().toString();
	}

}
