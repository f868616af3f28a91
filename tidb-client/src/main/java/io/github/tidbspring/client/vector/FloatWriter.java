package io.github.tidbspring.client.vector;

/**
 * Writes finite floats in decimal, as {@link Float#toString(float)} does. Each text reads
 * back as the same float, and none is beyond the largest float: TiDB 9.0 reads elements
 * as doubles, and rejects {@code 3.4028235E38}, which is larger.
 * <p>
 * A separate implementation, since vectors are long and are written with each row and
 * search: on Java 17, Jackson's shortest form of a float took three quarters of the time
 * of {@link java.util.Arrays#toString(float[])}; this takes less than a third.
 */
final class FloatWriter {

	/** At least the length of the longest text, {@code -1.17549435E-38}. */
	static final int MAX_LENGTH = 16;

	/** {@link Float#MAX_VALUE}, not rounded up as its shortest text is. */
	private static final String LARGEST = "3.40282346E38";

	private static final int SIGN = 0x8000_0000;

	private static final int FRACTION = 0x007f_ffff;

	private static final int BILLION = 1_000_000_000;

	private static final long HUNDRED_MILLION = 100_000_000;

	private static final int FRACTION_BITS = 23;

	private static final int BIAS = 127;

	/**
	 * The binary exponents that this class handles itself, from about 1e-14 on:
	 * 10<sup>22</sup> is the largest power of ten that a double represents exactly. For
	 * the others, {@link Float#toString(float)} is used.
	 */
	private static final int MIN_EXPONENT = -46;

	private static final int MAX_EXPONENT = 29;

	/** By binary exponent: the decimals that make an integer of 9 or 10 digits. */
	private static final int[] DECIMALS = new int[MAX_EXPONENT - MIN_EXPONENT + 1];

	/** By binary exponent: ten to the power of its {@link #DECIMALS}. */
	private static final double[] SCALE = new double[DECIMALS.length];

	/** By binary exponent: the largest distance of that integer from the float. */
	private static final long[] TOLERANCE = new long[DECIMALS.length];

	/** Number of fraction bits with which distances are compared. */
	private static final int FIXED_POINT = 20;

	static {
		for (int i = 0; i < DECIMALS.length; i++) {
			double power = Math.scalb(1.0, MIN_EXPONENT + i);
			DECIMALS[i] = 8 - (int) Math.floor(Math.log10(power));
			SCALE[i] = Double.parseDouble("1e" + DECIMALS[i]);
			// Half the distance to the next float, less the rounding error of the product
			// with the scale and of its fixed-point form.
			TOLERANCE[i] = (long) (power * SCALE[i] * Math.scalb(1.0, FIXED_POINT - FRACTION_BITS - 1)) - 8;
		}
	}

	private FloatWriter() {
	}

	/**
	 * Write a number.
	 * @param number the number, finite
	 * @param text the array to write to
	 * @param position the position of the first byte; {@value #MAX_LENGTH} bytes from
	 * here on are free
	 * @return the position after the last byte
	 */
	static int write(float number, byte[] text, int position) {
		int bits = Float.floatToRawIntBits(number);
		int magnitude = bits & ~SIGN;
		// Written always, and overwritten if there is no sign: without a branch, which
		// would be mispredicted every second time.
		text[position] = '-';
		int start = position + (bits >>> 31);
		int row = (magnitude >>> FRACTION_BITS) - BIAS - MIN_EXPONENT;
		if (row >= 0 && row < DECIMALS.length) {
			return writeScaled(magnitude, row, text, start);
		}
		return copy(text(Float.intBitsToFloat(magnitude)), text, start);
	}

	private static String text(float magnitude) {
		if (magnitude == Float.MAX_VALUE) {
			return LARGEST;
		}
		return (magnitude != 0) ? Float.toString(magnitude) : "0.0";
	}

	private static int writeScaled(int magnitude, int row, byte[] text, int position) {
		double scaled = Float.intBitsToFloat(magnitude) * SCALE[row];
		long fixed = (long) (scaled * (1 << FIXED_POINT));
		// Below a power of two, floats are half as far apart.
		long tolerance = ((magnitude & FRACTION) != 0) ? TOLERANCE[row] : TOLERANCE[row] / 2;
		// Nine digits are always enough; the fewest that are near enough are used.
		int rounded = (int) (scaled + 0.5);
		int shorter = nearest(fixed, tolerance, (rounded + 5) / 10 * 10, rounded);
		shorter = nearest(fixed, tolerance, (rounded + 50) / 100 * 100, shorter);
		shorter = nearest(fixed, tolerance, (rounded + 500) / 1000 * 1000, shorter);
		// Extends nine digits to ten.
		int ninth = (shorter - BILLION) >>> 31;
		long digits = shorter + 9L * shorter * ninth;
		return writeDigits(digits, 10 - DECIMALS[row] - ninth, text, position);
	}

	/** Without a branch, which could not be predicted. */
	private static int nearest(long fixed, long tolerance, int candidate, int otherwise) {
		long distance = Math.abs(((long) candidate << FIXED_POINT) - fixed);
		int mask = (int) ((distance - tolerance) >> 63);
		return (candidate & mask) | (otherwise & ~mask);
	}

	/**
	 * Write ten digits, without trailing zeros.
	 * @param digits the digits
	 * @param point the number of digits before the decimal point
	 */
	private static int writeDigits(long digits, int point, byte[] text, int position) {
		int firstTwo = (int) (digits / HUNDRED_MILLION);
		long others = EightDigits.of((int) (digits - firstTwo * HUNDRED_MILLION));
		boolean small = point <= 0 && point > -3;
		int at = position;
		if (small) {
			text[at] = '0';
			text[at + 1] = '.';
			text[at + 2] = '0';
			text[at + 3] = '0';
			at += 2 - point;
		}
		text[at] = (byte) ('0' + firstTwo / 10);
		text[at + 1] = (byte) ('0' + firstTwo % 10);
		EightDigits.write(others, text, at + 2);
		int length = 10 - EightDigits.zerosAtTheEnd(others);
		if (length == 2 && text[at + 1] == '0') {
			length = 1;
		}
		if (small) {
			return at + length;
		}
		return (point > 0 && point <= 7) ? insertPoint(length, point, text, at)
				: appendExponent(length, point - 1, text, at);
	}

	private static int insertPoint(int length, int point, byte[] text, int position) {
		int end = position + Math.max(length, point + 1);
		System.arraycopy(text, position + point, text, position + point + 1, end - position - point);
		text[position + point] = '.';
		return end + 1;
	}

	private static int appendExponent(int length, int exponent, byte[] text, int position) {
		int end = insertPoint(length, 1, text, position);
		text[end++] = 'E';
		return copy(Integer.toString(exponent), text, end);
	}

	private static int copy(String source, byte[] text, int position) {
		int at = position;
		for (int i = 0; i < source.length(); i++) {
			text[at++] = (byte) source.charAt(i);
		}
		return at;
	}

}
