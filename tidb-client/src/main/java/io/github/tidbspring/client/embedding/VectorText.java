package io.github.tidbspring.client.embedding;

/**
 * The text form of a vector, in which TiDB takes and gives them: {@code [0.1,0.2]}. Every
 * finite {@code float} comes back exactly.
 *
 * @since 0.1
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-data-types/">Vector
 * data types</a>
 */
public final class VectorText {

	private VectorText() {
	}

	/**
	 * Write a vector.
	 * @param vector the vector; each element is finite
	 * @return its text
	 * @throws IllegalArgumentException if an element is NaN or infinite
	 */
	public static String encode(float[] vector) {
		StringBuilder text = new StringBuilder(vector.length * 12 + 2).append('[');
		for (int i = 0; i < vector.length; i++) {
			if (!Float.isFinite(vector[i])) {
				throw new IllegalArgumentException(
						"Element %d of the vector is %s; TiDB stores finite numbers only".formatted(i, vector[i]));
			}
			if (i > 0) {
				text.append(',');
			}
			text.append(vector[i]);
		}
		return text.append(']').toString();
	}

	/**
	 * Read a vector.
	 * @param text its text
	 * @return the vector
	 * @throws IllegalArgumentException if the text is not a vector
	 */
	public static float[] decode(String text) {
		String inner = text.strip();
		if (inner.length() < 2 || inner.charAt(0) != '[' || inner.charAt(inner.length() - 1) != ']') {
			throw new IllegalArgumentException("A vector's text begins with [ and ends with ]");
		}
		inner = inner.substring(1, inner.length() - 1).strip();
		if (inner.isEmpty()) {
			return new float[0];
		}
		String[] parts = inner.split(",", -1);
		float[] vector = new float[parts.length];
		for (int i = 0; i < parts.length; i++) {
			vector[i] = parse(parts[i].strip(), i);
		}
		return vector;
	}

	private static float parse(String number, int position) {
		try {
			return Float.parseFloat(number);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("Element %d of the vector's text is not a number".formatted(position),
					ex);
		}
	}

}
