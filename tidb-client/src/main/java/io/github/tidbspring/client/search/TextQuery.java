package io.github.tidbspring.client.search;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of the texts.
 *
 * @param words the words
 * @param column the name of the column, or {@code null} for the only one
 */
record TextQuery(String words, @Nullable String column) {

	private static final Pattern NO_WORD = Pattern.compile("[\\\\\\x00-\\x1f]");

	static TextQuery of(String words) {
		return new TextQuery(QueryVector.checked(words), null);
	}

	/**
	 * The words as the server gets them. TiDB takes nothing but a text in quotes, and
	 * what a backslash means there depends on the {@code sql_mode}. It is part of no
	 * word, and neither is a control character.
	 */
	String operand() {
		return NO_WORD.matcher(this.words).replaceAll(" ");
	}

	TextQuery withColumn(SearchTarget<?> target, String column) {
		SearchColumns.text(target, column);
		return new TextQuery(this.words, column);
	}

	SearchColumn resolve(SearchTarget<?> target) {
		return SearchColumns.text(target, this.column);
	}

}
