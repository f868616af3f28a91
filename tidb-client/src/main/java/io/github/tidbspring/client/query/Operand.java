package io.github.tidbspring.client.query;

import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * The meaning of a name in a filter: a column, or a value in a JSON document.
 */
sealed interface Operand permits ColumnOperand, JsonOperand {

	/**
	 * Resolve a name. The name of a property or column takes precedence, even if it
	 * contains a dot; otherwise the name must begin with that of a JSON column.
	 * @param property the name
	 * @param scope resolves the names of columns
	 * @return the column or the value in JSON
	 * @throws IllegalArgumentException if there is none
	 */
	static Operand of(String property, ColumnScope scope) {
		NamedValue value = NamedValue.of(property, scope);
		String column = scope.quoted(value.column());
		return value.isJson() ? new JsonOperand(property, column, value.path().text(), value.place())
				: new ColumnOperand(property, column, value.column());
	}

	void compare(SqlBuilder sql, Operator operator, Object value);

	/**
	 * Append the test whether the value is one of some values.
	 * @param sql where to append
	 * @param values the values, possibly none
	 * @param negated whether it must be none of them
	 */
	void in(SqlBuilder sql, List<Object> values, boolean negated);

	/**
	 * Append the test whether the value matches a pattern.
	 * @param sql where to append
	 * @param pattern the pattern
	 * @param escape the ESCAPE clause; empty for the backslash
	 */
	void like(SqlBuilder sql, String pattern, String escape);

	/**
	 * Append the test whether a list contains any of some elements.
	 * @param sql where to append
	 * @param elements the elements, at least one
	 * @param exact whether the test is unknown, and not false, for null
	 */
	void contains(SqlBuilder sql, List<Object> elements, boolean exact);

	void isNull(SqlBuilder sql, boolean negated);

	void orderBy(SqlBuilder sql, String direction);

}
