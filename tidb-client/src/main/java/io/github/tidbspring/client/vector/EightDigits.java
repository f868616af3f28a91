package io.github.tidbspring.client.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight decimal digits at once, as the bytes of a long: the first digit is the lowest
 * byte. Digit by digit, a vector would be a sequence of branches that no processor
 * foresees.
 */
final class EightDigits {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ZEROS = 0x3030_3030_3030_3030L;

	private static final long[] POWERS = { 1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000 };

	private EightDigits() {
	}

	/**
	 * Make the digits of a number.
	 * @param number the number, 0 to 99999999
	 * @return its digits, each of them 0 to 9
	 */
	static long of(int number) {
		int first = number / 10_000;
		long fours = first | (long) (number - first * 10_000) << 32;
		// In each half: divided by 100, and the remainder beside it.
		long hundreds = ((fours * 10_486) >>> 20) & 0x0000_007f_0000_007fL;
		long twos = hundreds | (fours - hundreds * 100) << 16;
		long tens = ((twos * 103) >>> 10) & 0x000f_000f_000f_000fL;
		return tens | (twos - tens * 10) << 8;
	}

	static void write(long digits, byte[] text, int position) {
		LONG.set(text, position, digits + ZEROS);
	}

	/** How many of the digits at the end are 0. */
	static int zerosAtTheEnd(long digits) {
		return Long.numberOfLeadingZeros(digits) >>> 3;
	}

	/** Read eight characters, of which those that are digits become 0 to 9. */
	static long read(byte[] text, int position) {
		return (long) LONG.get(text, position) ^ ZEROS;
	}

	/**
	 * Return how many digits there are in the beginning.
	 * @param characters what {@link #read} has returned
	 * @return 0 to 8
	 */
	static int count(long characters) {
		// The high bit of each byte that is more than 9. A sum may carry only into bytes
		// behind the first of these.
		long others = ((characters + 0x7676_7676_7676_7676L) | characters) & 0x8080_8080_8080_8080L;
		return Long.numberOfTrailingZeros(others) >>> 3;
	}

	/**
	 * Append digits to a number.
	 * @param number the number
	 * @param characters what {@link #read} has returned
	 * @param count how many of them are digits
	 * @return the longer number
	 */
	static long append(long number, long characters, int count) {
		// In front come zeros. A shift by 64 would be one by 0.
		long digits = characters << (4 - (count >> 1)) * 8 << (4 - count + (count >> 1)) * 8;
		long twos = (digits * 10 + (digits >>> 8)) & 0x00ff_00ff_00ff_00ffL;
		long fours = (twos * 100 + (twos >>> 16)) & 0x0000_ffff_0000_ffffL;
		long eight = (fours * 10_000 + (fours >>> 32)) & 0xffff_ffffL;
		return number * POWERS[count] + eight;
	}

}
