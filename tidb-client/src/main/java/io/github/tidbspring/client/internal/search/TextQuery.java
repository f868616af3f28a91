package io.github.tidbspring.client.internal.search;

import java.util.regex.Pattern;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.sql.BlankText;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The query of a full-text search.
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
	ColumnSchema column(TableSchema<?> schema) {
		return (this.column != null) ? this.column : SearchColumns.text(schema, null);
	}

	/**
	 * Return the words as they are sent. TiDB accepts only a literal, in which the
	 * meaning of a backslash depends on the {@code sql_mode}. Backslashes and control
	 * characters are not part of words.
	 */
	String operand() {
		return NO_WORD.matcher(this.words).replaceAll(" ");
	}

}
