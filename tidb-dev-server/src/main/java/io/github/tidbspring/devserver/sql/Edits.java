package io.github.tidbspring.devserver.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Changes to a text that are collected first and applied at once, so that the rest of the
 * text stays exactly as it was written.
 */
final class Edits {

	private final List<Edit> edits = new ArrayList<>();

	void replace(int start, int end, String text) {
		this.edits.add(new Edit(start, end, text));
	}

	void insert(int position, String text) {
		replace(position, position, text);
	}

	void delete(int start, int end) {
		replace(start, end, " ");
	}

	/**
	 * Replace all text between two positions. Edits collected in between are discarded.
	 * @param start the first character
	 * @param end the character after the last
	 * @param text the replacement
	 */
	void replaceWhole(int start, int end, String text) {
		this.edits.removeIf((edit) -> edit.start >= start && edit.end <= end && edit.start < end);
		replace(start, end, text);
	}

	String apply(String text) {
		if (this.edits.isEmpty()) {
			return text;
		}
		this.edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
		StringBuilder result = new StringBuilder(text.length() + 256);
		int position = 0;
		for (Edit edit : this.edits) {
			int start = Math.max(edit.start, position);
			result.append(text, position, start).append(edit.text);
			position = Math.max(edit.end, position);
		}
		return result.append(text, position, text.length()).toString();
	}

	private record Edit(int start, int end, String text) {
	}

}
