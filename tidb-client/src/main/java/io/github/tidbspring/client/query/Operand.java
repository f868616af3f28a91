package io.github.tidbspring.client.query;

import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.schema.ColumnType;
import io.github.tidbspring.client.internal.sql.Identifier;
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
		ColumnSchema column = scope.find(property);
		if (column != null) {
			return isJson(column) ? json(property, column, "", scope)
					: new ColumnOperand(property, scope.quoted(column), column);
		}
		String otherColumn = null;
		// No column has a longer name, but a path may be long.
		for (int end = Math.min(property.length() - 1, longestName(scope)); end > 0; end--) {
			if (property.charAt(end) != '.' && property.charAt(end) != '[') {
				continue;
			}
			column = scope.find(property.substring(0, end));
			if (column != null && isJson(column)) {
				return json(property, column, property.substring(end), scope);
			}
			otherColumn = (column != null) ? property.substring(0, end) : otherColumn;
		}
		if (otherColumn != null) {
			throw new IllegalArgumentException("'%s' in %s is not JSON, so there is no '%s'".formatted(otherColumn,
					scope, PropertyName.shown(property)));
		}
		throw new IllegalArgumentException("There is no property or column '%s' in %s; there are: %s"
			.formatted(PropertyName.shown(property), scope, String.join(", ", scope.names())));
	}

	private static boolean isJson(ColumnSchema column) {
		return column.type().kind() == ColumnType.Kind.JSON;
	}

	private static JsonOperand json(String property, ColumnSchema column, String legs, ColumnScope scope) {
		JsonPath path = JsonPath.parse(property, legs);
		return new JsonOperand(property, scope.quoted(column), path.text(),
				column.jsonPlace(PropertyName.shown(property), path.steps()));
	}

	private static int longestName(ColumnScope scope) {
		return scope.names().stream().mapToInt(String::length).reduce(2 * Identifier.MAX_LENGTH, Math::max);
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

	void isNull(SqlBuilder sql, boolean negated);

	void orderBy(SqlBuilder sql, String direction);

}
