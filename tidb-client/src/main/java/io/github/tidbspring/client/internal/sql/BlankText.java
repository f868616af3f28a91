package io.github.tidbspring.client.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * Texts that no model is asked about: some models refuse one without anything to see, and
 * the others make a vector that means nothing. For the client's own use; applications
 * have no need to.
 *
 * @since 0.1
 */
public final class BlankText {

	private BlankText() {
	}

	/**
	 * Return whether a text says nothing.
	 * @param text the text
	 * @return {@code true} if there is none, or it has nothing but white space, control
	 * and format characters
	 */
	public static boolean is(@Nullable String text) {
		return text == null || text.codePoints().allMatch(BlankText::is);
	}

	private static boolean is(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character)
				|| Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
	}

}
