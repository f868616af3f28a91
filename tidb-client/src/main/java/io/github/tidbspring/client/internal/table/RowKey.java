package io.github.tidbspring.client.internal.table;

import java.math.BigDecimal;
import java.text.Collator;
import java.util.Arrays;
import java.util.Locale;

/**
 * The key of a row that is there, as the server returns it.
 *
 * @param values the values of its columns; arrays among them are compared by content
 */
record RowKey(Object[] values) {

	private static final Collator TEXTS = texts();

	/**
	 * Return a key that equals each other key that a server may take for the same one: it
	 * may compare texts without case, accents, and spaces at their end, and numbers
	 * without zeros at theirs. Keys that are not the same may equal each other too.
	 * @param parameters the values of its columns, as parameters
	 * @return the key
	 */
	static RowKey lenient(Object[] parameters) {
		Object[] values = new Object[parameters.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = lenient(parameters[i]);
		}
		return new RowKey(values);
	}

	private static Object lenient(Object value) {
		if (value instanceof String text) {
			return TEXTS.getCollationKey(text.stripTrailing()).toByteArray();
		}
		if (value instanceof BigDecimal number) {
			return number.stripTrailingZeros();
		}
		// There are two zeros.
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
