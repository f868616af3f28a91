package io.github.tidbspring.client.vector;

/**
 * Writes finite floats in decimal, as {@link Float#toString(float)} would, each as a text
 * that reads back as the same float, and is not beyond the largest one: TiDB 9.0 reads
 * elements as doubles, and refuses {@code 3.4028235E38}, which is.
 * <p>
 * Of its own, since vectors are long and written with each row and search, and libraries
 * were too slow: Jackson's shortest form of a float took three quarters of the time of
 * {@link java.util.Arrays#toString(float[])} on Java 17, and this takes less than a
 * third.
 */
final class FloatWriter {

	/** No text is longer: {@code -1.17549435E-38}. */
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
	 * The binary exponents between which this class does the work, from 1e-14 on:
	 * 10<sup>22</sup> is the largest power of ten that a double holds exactly.
	 */
	private static final int MIN_EXPONENT = -46;

	private static final int MAX_EXPONENT = 29;

	/** By binary exponent, how many decimals make an integer of 9 or 10 digits. */
	private static final int[] DECIMALS = new int[MAX_EXPONENT - MIN_EXPONENT + 1];

	/** By binary exponent, ten to the power of so many. */
	private static final double[] SCALE = new double[DECIMALS.length];

	/** By binary exponent, how far that integer may be from the float. */
	private static final long[] TOLERANCE = new long[DECIMALS.length];

	/** That and the integer are compared with so many bits behind the point. */
	private static final int FIXED_POINT = 20;

	static {
		for (int i = 0; i < DECIMALS.length; i++) {
			double power = Math.scalb(1.0, MIN_EXPONENT + i);
			DECIMALS[i] = 8 - (int) Math.floor(Math.log10(power));
			SCALE[i] = Double.parseDouble("1e" + DECIMALS[i]);
			// Half the distance to the next float, less what the product with the scale
			// and its fixed point may be off by.
			TOLERANCE[i] = (long) (power * SCALE[i] * Math.scalb(1.0, FIXED_POINT - FRACTION_BITS - 1)) - 8;
		}
	}

	private FloatWriter() {
	}

	/**
	 * Write a number.
	 * @param number the number, finite
	 * @param text where to
	 * @param position where it begins; {@value #MAX_LENGTH} bytes from here are free
	 * @return where it ends
	 */
	static int write(float number, byte[] text, int position) {
		int bits = Float.floatToRawIntBits(number);
		int magnitude = bits & ~SIGN;
		// Written in any case, and overwritten: every second time it is not foreseen.
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
		// Below a power of two the floats are twice as near.
		long tolerance = ((magnitude & FRACTION) != 0) ? TOLERANCE[row] : TOLERANCE[row] / 2;
		// Nine digits are always enough; the fewest that are near enough are taken.
		int rounded = (int) (scaled + 0.5);
		int shorter = nearest(fixed, tolerance, (rounded + 5) / 10 * 10, rounded);
		shorter = nearest(fixed, tolerance, (rounded + 50) / 100 * 100, shorter);
		shorter = nearest(fixed, tolerance, (rounded + 500) / 1000 * 1000, shorter);
		// Ten digits, whether there were nine or ten.
		int ninth = (shorter - BILLION) >>> 31;
		long digits = shorter + 9L * shorter * ninth;
		return writeDigits(digits, 10 - DECIMALS[row] - ninth, text, position);
	}

	/** A choice without a branch, since nobody foresees it. */
	private static int nearest(long fixed, long tolerance, int candidate, int otherwise) {
		long distance = Math.abs(((long) candidate << FIXED_POINT) - fixed);
		int mask = (int) ((distance - tolerance) >> 63);
		return (candidate & mask) | (otherwise & ~mask);
	}

	/**
	 * Write ten digits, without the zeros at their end.
	 * @param digits the digits
	 * @param point how many of them stand before the decimal point
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
