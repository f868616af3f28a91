package io.github.tidbspring.client.internal.table;

import java.math.BigDecimal;
import java.text.Collator;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The key of a row, as the server returns it.
 *
 * @param values the values of its columns; arrays are compared by content
 */
record RowKey(Object[] values) {

	private static final Collator TEXTS = texts();

	/**
	 * Return a key that equals all keys that a server may treat as the same: it may
	 * ignore case, accents and trailing spaces of texts, and trailing zeros of numbers.
	 * Different keys may be equal too.
	 * @param parameters the values of its columns, as parameters
	 * @return the key
	 */
	static RowKey lenient(Object[] parameters) {
		return new RowKey(Stream.of(parameters).map(RowKey::lenient).toArray());
	}

	private static Object lenient(Object value) {
		if (value instanceof String text) {
			return TEXTS.getCollationKey(text.stripTrailing()).toByteArray();
		}
		if (value instanceof BigDecimal number) {
			return number.stripTrailingZeros();
		}
		// So that -0.0 becomes 0.0.
		return (value instanceof Double number) ? (Object) (number + 0.0) : value;
	}

	private static Collator texts() {
		Collator collator = Collator.getInstance(Locale.ROOT);
		collator.setStrength(Collator.PRIMARY);
		collator.setDecomposition(Collator.FULL_DECOMPOSITION);
		return collator;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RowKey key && Arrays.deepEquals(this.values, key.values);
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(this.values);
	}

}
