package io.github.tidbspring.client.connection;

import java.util.Random;

/**
 * Random texts of all planes of Unicode, with many of the characters that mean something
 * in a URL. No NUL, and no half of a surrogate pair.
 */
final class RandomText {

	private static final String RESERVED = ":/?#[]@!$&'()*+,;=%\\\"`~^|<>{} ._-";

	private RandomText() {
	}

	static String of(Random random, int minimum, int maximum) {
		int length = minimum + random.nextInt(maximum - minimum + 1);
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < length; i++) {
			text.appendCodePoint(codePoint(random));
		}
		return text.toString();
	}

	private static int codePoint(Random random) {
		return switch (random.nextInt(6)) {
			case 0, 1, 2 -> RESERVED.charAt(random.nextInt(RESERVED.length()));
			case 3 -> 1 + random.nextInt(0x7F);
			case 4 -> 0x80 + random.nextInt(0xD800 - 0x80);
			default -> 0x10000 + random.nextInt(0x100000);
		};
	}

}
