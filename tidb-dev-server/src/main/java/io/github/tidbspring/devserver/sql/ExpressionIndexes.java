package io.github.tidbspring.devserver.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Translates indexes on expressions, which MariaDB does not have: each expression becomes
 * an invisible column, and the index is one on that column. Of a multi-valued index, the
 * column has the whole array.
 */
final class ExpressionIndexes {

	/** The beginning of the names of the columns, which queries on the columns hide. */
	static final String PREFIX = "_V$_";

	/** A longer text would be too long for an index with several columns. */
	private static final int LENGTH = 190;

	private final String sql;

	private final Tokens tokens;

	private final Edits edits;

	ExpressionIndexes(String sql, Tokens tokens, Edits edits) {
		this.sql = sql;
		this.tokens = tokens;
		this.edits = edits;
	}

	/**
	 * Replace the expressions in the definition of an index by columns.
	 * @param definition the definition, whose first parentheses have the parts of the
	 * index
	 * @return the definitions of the columns
	 */
	List<String> translate(Span definition) {
		List<String> columns = new ArrayList<>();
		int list = definition.from();
		while (list < definition.to() && !this.tokens.isSymbol(list, '(')) {
			list++;
		}
		if (list == definition.to()) {
			return columns;
		}
		for (Span part : this.tokens.split(new Span(list + 1, this.tokens.skipParentheses(list) - 1))) {
			if (this.tokens.isSymbol(part.from(), '(')) {
				columns.add(column(part));
			}
		}
		return columns;
	}

	private String column(Span part) {
		int end = this.tokens.skipParentheses(part.from());
		Span expression = array(new Span(part.from() + 1, end - 1));
		String text = JsonArrows.translate(this.sql.substring(this.tokens.get(expression.from()).start(),
				this.tokens.get(expression.to() - 1).end()));
		String name = "`" + PREFIX + Integer.toHexString(text.toLowerCase(Locale.ROOT).replace(" ", "").hashCode())
				+ "`";
		this.edits.replaceWhole(this.tokens.get(part.from()).start(), this.tokens.get(end - 1).end(), name);
		return "%s VARCHAR(%s) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin AS (LEFT(%s, %s)) VIRTUAL INVISIBLE"
			.formatted(name, LENGTH, text, LENGTH);
	}

	/** Return the array in {@code CAST(array AS type ARRAY)}, or the same expression. */
	private Span array(Span expression) {
		boolean multiValued = this.tokens.isWord(expression.from(), "CAST")
				&& this.tokens.isWord(expression.to() - 2, "ARRAY");
		if (!multiValued) {
			return expression;
		}
		int as = expression.to() - 2;
		while (!this.tokens.isWord(as, "AS")) {
			as--;
		}
		return new Span(expression.from() + 2, as);
	}

}
