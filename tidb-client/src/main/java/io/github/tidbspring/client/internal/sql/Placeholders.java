package io.github.tidbspring.client.internal.sql;

import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Finds the question marks in a statement that are placeholders of parameters, and not
 * part of a text, a name or a comment.
 */
public final class Placeholders {

	private final String sql;

	private int position;

	private Placeholders(String sql) {
		this.sql = sql;
	}

	/**
	 * Replace placeholders by values.
	 * @param sql the statement
	 * @param values returns the value of a placeholder as SQL, by its index from 0;
	 * {@code null} keeps the placeholder
	 * @return the statement with the values
	 */
	public static String replace(String sql, IntFunction<@Nullable String> values) {
		return new Placeholders(sql).replace(values);
	}

	private String replace(IntFunction<@Nullable String> values) {
		StringBuilder text = new StringBuilder();
		int index = 0;
		int copied = 0;
		while (this.position < this.sql.length()) {
			if (this.sql.charAt(this.position) == '?') {
				String value = values.apply(index++);
				if (value != null) {
					text.append(this.sql, copied, this.position).append(value);
					copied = this.position + 1;
				}
				this.position++;
			}
			else {
				skip();
			}
		}
		return text.append(this.sql, copied, this.sql.length()).toString();
	}

	/** Skip the next character, or the text, name or comment that it begins. */
	private void skip() {
		char c = this.sql.charAt(this.position);
		if (c == '\'' || c == '"' || c == '`') {
			skipQuoted(c);
		}
		else if (c == '#' || this.sql.startsWith("-- ", this.position)) {
			skipTo("\n");
		}
		else if (this.sql.startsWith("/*", this.position)) {
			skipTo("*/");
		}
		else {
			this.position++;
		}
	}

	/*
	 * A doubled quote is treated as the end of one text and the beginning of another. In
	 * a name, a backslash has no special meaning.
	 */
	private void skipQuoted(char quote) {
		this.position++;
		while (this.position < this.sql.length() && this.sql.charAt(this.position) != quote) {
			this.position += (this.sql.charAt(this.position) == '\\' && quote != '`') ? 2 : 1;
		}
		this.position++;
	}

	private void skipTo(String end) {
		int found = this.sql.indexOf(end, this.position);
		this.position = (found >= 0) ? found + end.length() : this.sql.length();
	}

}
