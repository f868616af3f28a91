package io.github.tidbspring.client.internal.search;

import java.util.regex.Pattern;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.sql.BlankText;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is asked of the texts.
 *
 * @param words the words
 * @param column the column, or {@code null} for the only one
 */
record TextQuery(String words, @Nullable ColumnSchema column) {

	private static final Pattern NO_WORD = Pattern.compile("[\\\\\\x00-\\x1f]");

	static TextQuery of(String words) {
		return new TextQuery(checked(words), null);
	}

	static String checked(String text) {
		Assert.isTrue(!BlankText.is(text), "The text of a query must not be empty");
		return text;
	}

	TextQuery withColumn(ColumnSchema column) {
		return new TextQuery(this.words, column);
	}

	/** The column that is searched. */
	ColumnSchema column(SearchTarget<?> target) {
		return (this.column != null) ? this.column : SearchColumns.text(target.schema(), null);
	}

	/**
	 * The words as the server gets them. TiDB takes nothing but a text in quotes, and
	 * what a backslash means there depends on the {@code sql_mode}. It is part of no
	 * word, and neither is a control character.
	 */
	String operand() {
		return NO_WORD.matcher(this.words).replaceAll(" ");
	}

}
