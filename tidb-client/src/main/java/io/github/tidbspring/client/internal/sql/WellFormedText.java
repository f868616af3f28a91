package io.github.tidbspring.client.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * Detects texts that were truncated in the middle of a character. Half a surrogate pair
 * cannot be encoded in UTF-8; the driver would send a question mark instead, and a
 * condition would find that.
 */
public final class WellFormedText {

	private static final int NOWHERE = -1;

	private WellFormedText() {
	}

	/**
	 * Return the problem of a text.
	 * @param text the text
	 * @return a part of a sentence, or {@code null} if each character is complete
	 */
	public static @Nullable String problem(String text) {
		int position = loneSurrogate(text);
		return (position != NOWHERE) ? "has half a surrogate pair at position " + position
				+ ", which is no character and cannot be stored; cut texts between code points" : null;
	}

	private static int loneSurrogate(String text) {
		for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
			// For a complete pair, this is the supplementary character.
			int character = text.codePointAt(i);
			if (Character.isBmpCodePoint(character) && Character.isSurrogate((char) character)) {
				return i;
			}
		}
		return NOWHERE;
	}

}
