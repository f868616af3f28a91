package io.github.tidbspring.client.query;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * A test whether a property matches a pattern.
 *
 * @param property the property
 * @param pattern the pattern
 * @param escape the ESCAPE clause; empty for the backslash
 */
record PatternMatch(String property, String pattern, String escape) implements Predicate {

	/** Not the backslash, whose meaning in a statement depends on the SQL mode. */
	private static final String ESCAPE = " ESCAPE '!'";

	/**
	 * Match a text literally.
	 * @param property the property
	 * @param before the pattern before the text
	 * @param text the text
	 * @param after the pattern after the text
	 * @return the match
	 */
	static PatternMatch ofText(String property, String before, String text, String after) {
		String escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
		return new PatternMatch(property, before + escaped + after, ESCAPE);
	}

	@Override
	public void appendTo(SqlBuilder sql, ColumnScope scope) {
		Operand.of(this.property, scope).like(sql, this.pattern, this.escape);
	}

	@Override
	public String toString() {
		return this.property + " LIKE ?";
	}

}
