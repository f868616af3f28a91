package io.github.tidbspring.client.vector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Parses the text of a vector in one pass.
 * <p>
 * A separate implementation, since a search may read thousands of vectors: Jackson's
 * FastDoubleParser was 3.4 times as fast as {@link Float#parseFloat(String)} after a
 * split; this is more than four times as fast.
 */
final class VectorReader {

	/** The powers of ten that a double represents exactly. */
	private static final double[] POWERS = new double[23];

	/** A double represents all integers up to this one exactly. */
	private static final long MAX_DIGITS = 1L << 53;

	/** The largest number of digits with which a long does not overflow. */
	private static final int MAX_LENGTH = 18;

	/** No exponent needs more digits, and with these an int does not overflow. */
	private static final int MAX_EXPONENT_LENGTH = 8;

	/** The fraction bits of a double that a float does not have. */
	private static final long LOST_BITS = (1L << 29) - 1;

	private static final long MIDDLE = 1L << 28;

	/** Estimated length of a number and its comma, for the initial capacity. */
	private static final int LENGTH_OF_ELEMENT = 8;

	static {
		for (int i = 0; i < POWERS.length; i++) {
			POWERS[i] = Double.parseDouble("1e" + i);
		}
	}

	private final byte[] text;

	private final int length;

	private int at;

	private float[] elements;

	private int size;

	/** The digits of the current number. */
	private long digits;

	VectorReader(String text) {
		// Characters beyond Latin-1 become question marks, which no number contains.
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		this.length = bytes.length;
		// Padded, since eight characters are read at once, even from the last one on.
		this.text = Arrays.copyOf(bytes, bytes.length + 8);
		this.elements = new float[bytes.length / LENGTH_OF_ELEMENT + 1];
	}

	float[] read() {
		int end = this.length;
		while (end > 0 && isSpace(this.text[end - 1])) {
			end--;
		}
		skipSpaces();
		if (end - this.at < 2 || this.text[this.at] != '[' || this.text[end - 1] != ']') {
			throw new IllegalArgumentException("A vector's text begins with [ and ends with ]");
		}
		this.at++;
		skipSpaces();
		if (this.at == end - 1) {
			return new float[0];
		}
		while (true) {
			add(number());
			skipSpaces();
			if (this.at == end - 1) {
				return Arrays.copyOf(this.elements, this.size);
			}
			if (!skip(',')) {
				throw noNumber(this.size - 1);
			}
			skipSpaces();
		}
	}

	private void add(float element) {
		if (this.size == this.elements.length) {
			this.elements = Arrays.copyOf(this.elements, 2 * this.size);
		}
		this.elements[this.size++] = element;
	}

	/* The closing bracket is not a digit, so that no loop below passes the end. */
	private float number() {
		int start = this.at;
		// Without a branch, which would be mispredicted every second time.
		int sign = (((this.text[start] ^ '-') & 0xff) - 1) >>> 31;
		this.at += sign;
		int length = integer();
		int exponent = 0;
		if (skip('.')) {
			int decimals = decimals();
			length += decimals;
			exponent = -decimals;
		}
		if (skip('e') || skip('E')) {
			exponent += exponent();
		}
		boolean exact = length <= MAX_LENGTH && this.digits <= MAX_DIGITS && Math.abs(exponent) < POWERS.length;
		return exact ? exact(start, sign, exponent) : parse(start);
	}

	/**
	 * Read digits, at least one, and return their number. Mostly one 0, so that eight at
	 * once would be slower.
	 */
	private int integer() {
		byte[] text = this.text;
		long digits = 0;
		int i = this.at;
		for (; text[i] >= '0' && text[i] <= '9'; i++) {
			digits = digits * 10 + (text[i] - '0');
		}
		return advance(i, digits);
	}

	/** Read digits and append them to those read before. */
	private int decimals() {
		long digits = this.digits;
		int i = this.at;
		long characters = EightDigits.read(this.text, i);
		int count = EightDigits.count(characters);
		// With a constant step, the processor need not wait for the count.
		while (count == 8) {
			digits = EightDigits.append(digits, characters, 8);
			i += 8;
			characters = EightDigits.read(this.text, i);
			count = EightDigits.count(characters);
		}
		return advance(i + count, EightDigits.append(digits, characters, count));
	}

	private int advance(int end, long digits) {
		int length = end - this.at;
		if (length == 0) {
			throw noNumber(this.size);
		}
		this.digits = digits;
		this.at = end;
		return length;
	}

	private int exponent() {
		long significand = this.digits;
		boolean negative = skip('-');
		if (!negative) {
			skip('+');
		}
		int length = integer();
		// A longer exponent is never exact; the text itself is parsed then.
		int exponent = (length <= MAX_EXPONENT_LENGTH) ? (int) this.digits : Integer.MAX_VALUE / 2;
		this.digits = significand;
		return negative ? -exponent : exponent;
	}

	private boolean skip(char character) {
		boolean found = this.text[this.at] == character;
		if (found) {
			this.at++;
		}
		return found;
	}

	/*
	 * One product or quotient of numbers that a double represents exactly is rounded
	 * once. Rounding it again to a float is correct unless it is in the middle between
	 * two floats.
	 */
	private float exact(int start, int sign, int exponent) {
		double number = (exponent < 0) ? this.digits / POWERS[-exponent] : this.digits * POWERS[exponent];
		if ((Double.doubleToRawLongBits(number) & LOST_BITS) == MIDDLE) {
			return parse(start);
		}
		return Float.intBitsToFloat(Float.floatToRawIntBits((float) number) | sign << 31);
	}

	private float parse(int start) {
		float number = Float.parseFloat(new String(this.text, start, this.at - start, StandardCharsets.ISO_8859_1));
		if (Float.isInfinite(number)) {
			throw new IllegalArgumentException(
					"Element %s of the vector's text is too large for a float".formatted(this.size));
		}
		return number;
	}

	private void skipSpaces() {
		while (this.text[this.at] <= ' ' && isSpace(this.text[this.at])) {
			this.at++;
		}
	}

	private static boolean isSpace(byte character) {
		return character == ' ' || character == '\t' || character == '\n' || character == '\r';
	}

	private IllegalArgumentException noNumber(int position) {
		return new IllegalArgumentException("Element %s of the vector's text is not a number".formatted(position));
	}

}
