package io.github.tidbspring.client.vector;

import java.nio.charset.StandardCharsets;

import io.github.tidbspring.client.vector.FloatWriter;
import io.github.tidbspring.client.vector.VectorReader;

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
		// A number and its comma, and the brackets.
		byte[] text = new byte[vector.length * (FloatWriter.MAX_LENGTH + 1) + 2];
		int end = 0;
		text[end++] = '[';
		for (int i = 0; i < vector.length; i++) {
			if (!Float.isFinite(vector[i])) {
				throw new IllegalArgumentException(
						"Element %s of the vector is %s; TiDB stores finite numbers only".formatted(i, vector[i]));
			}
			if (i > 0) {
				text[end++] = ',';
			}
			end = FloatWriter.write(vector[i], text, end);
		}
		text[end++] = ']';
		return new String(text, 0, end, StandardCharsets.ISO_8859_1);
	}

	/**
	 * Read a vector. Its elements are numbers as in JSON, each of which becomes the float
	 * that is nearest to it.
	 * @param text its text
	 * @return the vector
	 * @throws IllegalArgumentException if the text is not a vector, or an element is
	 * larger than a float can be
	 */
	public static float[] decode(String text) {
		return new VectorReader(text).read();
	}

}
