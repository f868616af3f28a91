package io.github.tidbspring.client.internal.schema;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A part of an index: a column, its beginning, or an expression.
 *
 * @param column the column; {@code null} for an expression
 * @param length the number of characters at the beginning of the column; 0 for all
 * @param expression the expression in parentheses; empty for a column
 */
public record IndexPart(@Nullable ColumnSchema column, int length, String expression) {

	private static final Pattern BEGINNING = Pattern.compile("(.+?)\\s*\\((\\d{1,9})\\)");

	static IndexPart of(ColumnSchema column) {
		return new IndexPart(column, 0, "");
	}

	/**
	 * Read a part of an index.
	 * @param text the part
	 * @param columns returns the column of a name; {@code null} if there is none
	 * @return the part, or {@code null} if it is neither a column nor an expression
	 * @throws IllegalArgumentException if the column is no text, and has no beginning
	 */
	static @Nullable IndexPart of(String text, Function<String, @Nullable ColumnSchema> columns) {
		String part = text.strip();
		ColumnSchema column = columns.apply(part);
		if (column != null) {
			return of(column);
		}
		if (part.startsWith("(") && part.endsWith(")") && part.length() > 2) {
			return new IndexPart(null, 0, part);
		}
		Matcher beginning = BEGINNING.matcher(part);
		ColumnSchema begun = beginning.matches() ? columns.apply(beginning.group(1)) : null;
		if (begun == null) {
			return null;
		}
		int length = Integer.parseInt(beginning.group(2));
		if (length == 0 || !isText(begun.type())) {
			throw begun.property()
				.invalid("is a %s, of which a @TiDBIndex cannot have the first %s characters"
					.formatted(begun.type().sqlType(), length));
		}
		return new IndexPart(begun, length, "");
	}

	private static boolean isText(ColumnType type) {
		return type.kind() == ColumnType.Kind.PLAIN
				&& type.sqlType().toUpperCase(Locale.ROOT).matches("(?s).*(CHAR|TEXT|BLOB|BINARY).*");
	}

	/** Whether the server can have an index of all values of the column. */
	boolean isIndexable() {
		return this.column == null || this.length > 0 || this.column.isIndexable();
	}

	/** The part in DDL. */
	public String sql() {
		return (this.column == null) ? this.expression
				: this.column.name().quoted() + ((this.length > 0) ? "(" + this.length + ")" : "");
	}

	/**
	 * Return the part in a form that can be compared with that of an existing index.
	 * @return the name of the column in lower case, with the length if there is one; an
	 * expression in parentheses
	 */
	public String normalized() {
		if (this.column == null) {
			return "(" + SqlExpression.of(this.expression).text() + ")";
		}
		String name = this.column.name().name().toLowerCase(Locale.ROOT);
		return (this.length > 0) ? name + "(" + this.length + ")" : name;
	}

	/** The part of a default name of the index. */
	String word() {
		return (this.column != null) ? this.column.name().name()
				: this.expression.toLowerCase(Locale.ROOT).replaceAll("\\W+", "_").replaceAll("^_|_$", "");
	}

}
