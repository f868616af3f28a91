package io.github.tidbspring.sample;

import java.util.StringJoiner;

/**
 * The text form in which TiDB takes vectors, {@code [0.1,0.2]}.
 */
final class VectorText {

	private VectorText() {
	}

	/**
	 * Return the text form of a vector of length 1. Five decimals are more than a
	 * quantized model means, and shorter to send and to read.
	 * @param vector the vector
	 * @return its text form
	 */
	static String of(float[] vector) {
		StringJoiner text = new StringJoiner(",", "[", "]");
		for (float value : vector) {
			text.add(Double.toString(Math.round(value * 100_000) / 100_000.0));
		}
		return text.toString();
	}

}
