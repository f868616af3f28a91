package io.github.tidbspring.client.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * Tells texts that can be stored from those that were cut in the middle of a character:
 * half a surrogate pair has no form in UTF-8, and the driver would send a question mark,
 * which is what a condition would then find. Applications have no need of it.
 *
 * @since 0.1
 */
public final class WellFormedText {

	private static final int NOWHERE = -1;

	private WellFormedText() {
	}

	/**
	 * Return what is wrong with a text.
	 * @param text the text
	 * @return a part of a sentence, or {@code null} if each of its characters is whole
	 */
	public static @Nullable String problem(String text) {
		int position = loneSurrogate(text);
		return (position != NOWHERE) ? "has half a surrogate pair at position " + position
				+ ", which is no character and cannot be stored; cut texts between code points" : null;
	}

	private static int loneSurrogate(String text) {
		for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
			// Of a whole pair, this is the character that the pair stands for.
			int character = text.codePointAt(i);
			if (Character.isBmpCodePoint(character) && Character.isSurrogate((char) character)) {
				return i;
			}
		}
		return NOWHERE;
	}

}
