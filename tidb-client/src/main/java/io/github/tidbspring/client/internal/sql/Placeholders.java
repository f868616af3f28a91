package io.github.tidbspring.client.internal.sql;

import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * The question marks in a statement that stand for parameters, and not for themselves in
 * a text, a name or a comment.
 */
public final class Placeholders {

	private final String sql;

	private int position;

	private Placeholders(String sql) {
		this.sql = sql;
	}

	/**
	 * Write values where their placeholders are.
	 * @param sql the statement
	 * @param values the value of each placeholder as SQL, by its index from 0;
	 * {@code null} leaves it
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

	/** Go on behind the next character, or behind what begins there. */
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
	 * A doubled quote ends one text and begins another, which is the same here. A
	 * backslash means nothing in a name.
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
