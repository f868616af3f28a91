package io.github.tidbspring.client.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads and writes eight decimal digits at once, as the bytes of a long: the first digit
 * is the lowest byte. Reading digit by digit is slow, since a processor mispredicts the
 * branches: the lengths of the numbers of a vector are random.
 */
final class EightDigits {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ZEROS = 0x3030_3030_3030_3030L;

	private static final long[] POWERS = { 1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000 };

	private EightDigits() {
	}

	/**
	 * Split a number into its digits.
	 * @param number the number, 0 to 99999999
	 * @return its eight digits, each of them 0 to 9
	 */
	static long of(int number) {
		int first = number / 10_000;
		long fours = first | (long) (number - first * 10_000) << 32;
		// Divides each half by 100, and puts the remainder beside the quotient.
		long hundreds = ((fours * 10_486) >>> 20) & 0x0000_007f_0000_007fL;
		long twos = hundreds | (fours - hundreds * 100) << 16;
		long tens = ((twos * 103) >>> 10) & 0x000f_000f_000f_000fL;
		return tens | (twos - tens * 10) << 8;
	}

	static void write(long digits, byte[] text, int position) {
		LONG.set(text, position, digits + ZEROS);
	}

	/** Count the zeros at the end. */
	static int zerosAtTheEnd(long digits) {
		return Long.numberOfLeadingZeros(digits) >>> 3;
	}

	/** Read eight characters. Digits become 0 to 9, others are larger. */
	static long read(byte[] text, int position) {
		return (long) LONG.get(text, position) ^ ZEROS;
	}

	/**
	 * Count the digits at the beginning.
	 * @param characters the result of {@link #read}
	 * @return 0 to 8
	 */
	static int count(long characters) {
		// Sets the high bit of each byte that is more than 9. A sum can carry only into
		// bytes after the first of these.
		long others = ((characters + 0x7676_7676_7676_7676L) | characters) & 0x8080_8080_8080_8080L;
		return Long.numberOfTrailingZeros(others) >>> 3;
	}

	/**
	 * Append digits to a number.
	 * @param number the number
	 * @param characters the result of {@link #read}
	 * @param count the number of digits at their beginning
	 * @return the number with the digits appended
	 */
	static long append(long number, long characters, int count) {
		// Puts zeros in front. Two shifts, since a shift by 64 would be one by 0.
		long digits = characters << (4 - (count >> 1)) * 8 << (4 - count + (count >> 1)) * 8;
		long twos = (digits * 10 + (digits >>> 8)) & 0x00ff_00ff_00ff_00ffL;
		long fours = (twos * 100 + (twos >>> 16)) & 0x0000_ffff_0000_ffffL;
		long eight = (fours * 10_000 + (fours >>> 32)) & 0xffff_ffffL;
		return number * POWERS[count] + eight;
	}

}
