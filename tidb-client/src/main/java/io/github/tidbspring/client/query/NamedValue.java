package io.github.tidbspring.client.query;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.schema.ColumnType;
import io.github.tidbspring.client.internal.schema.JsonPlace;
import io.github.tidbspring.client.internal.schema.JsonSteps;
import io.github.tidbspring.client.internal.sql.Identifier;

/**
 * The meaning of a name: a column, or a value in the JSON document of a column.
 *
 * @param property the name
 * @param column the column
 * @param path the path in the document; empty for the column itself
 */
record NamedValue(String property, ColumnSchema column, JsonSteps path) {

	/**
	 * Resolve a name. The name of a property or column takes precedence, even if it
	 * contains a dot; otherwise the name must begin with that of a JSON column.
	 * @param property the name
	 * @param scope resolves the names of columns
	 * @return the column or the value in JSON
	 * @throws IllegalArgumentException if there is none
	 */
	static NamedValue of(String property, ColumnScope scope) {
		ColumnSchema column = scope.find(property);
		if (column != null) {
			return of(property, column, "");
		}
		String otherColumn = null;
		// No column has a longer name, but a path may be long.
		for (int end = Math.min(property.length() - 1, longestName(scope)); end > 0; end--) {
			if (property.charAt(end) != '.' && property.charAt(end) != '[') {
				continue;
			}
			column = scope.find(property.substring(0, end));
			if (column != null && isJson(column)) {
				return of(property, column, property.substring(end));
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

	private static NamedValue of(String property, ColumnSchema column, String legs) {
		return new NamedValue(property, column, JsonPath.parse(property, legs).toSteps());
	}

	private static int longestName(ColumnScope scope) {
		return scope.names().stream().mapToInt(String::length).reduce(2 * Identifier.MAX_LENGTH, Math::max);
	}

	private static boolean isJson(ColumnSchema column) {
		return column.type().kind() == ColumnType.Kind.JSON;
	}

	boolean isJson() {
		return isJson(this.column);
	}

	/** Whether it is a value within the document of a column. */
	boolean isInDocument() {
		return !this.path.steps().isEmpty();
	}

	/** The value as the JSON mapper of the column writes it. */
	JsonPlace place() {
		return this.column.jsonPlace(PropertyName.shown(this.property), this.path);
	}

}
