package io.github.tidbspring.client.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * Detects texts without visible characters. They are not embedded: some models reject
 * them, and others return a meaningless vector.
 */
public final class BlankText {

	private BlankText() {
	}

	/**
	 * Return whether a text is blank.
	 * @param text the text
	 * @return {@code true} if it is {@code null}, or has only white space, control and
	 * format characters
	 */
	public static boolean is(@Nullable String text) {
		return text == null || text.codePoints().allMatch(BlankText::is);
	}

	private static boolean is(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character)
				|| Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
	}

}
