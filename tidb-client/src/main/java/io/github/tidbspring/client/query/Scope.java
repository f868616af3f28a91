package io.github.tidbspring.client.query;

import org.jspecify.annotations.Nullable;

/**
 * What the names in a filter mean in a statement.
 *
 * @param columns the columns
 * @param alias what the statement calls their table, or {@code null} where it has one
 * table only
 */
record Scope(Columns columns, @Nullable Identifier alias) {

	/**
	 * Find what a filter names. A name that is a property or a column is that one, even
	 * with a dot in it; otherwise it starts with one that is JSON.
	 * @param property the name
	 * @return the column or the value in JSON
	 * @throws IllegalArgumentException if there is none
	 */
	Operand operand(String property) {
		ColumnReference column = this.columns.find(property);
		if (column != null) {
			return (column.kind() != ColumnReference.Kind.JSON) ? new ColumnOperand(property, qualified(column), column)
					: json(property, column, "");
		}
		String otherColumn = null;
		// A longer name is no column's, and a path may be long.
		for (int end = Math.min(property.length() - 1, longestName()); end > 0; end--) {
			if (property.charAt(end) != '.' && property.charAt(end) != '[') {
				continue;
			}
			column = this.columns.find(property.substring(0, end));
			if (column != null && column.kind() == ColumnReference.Kind.JSON) {
				return json(property, column, property.substring(end));
			}
			otherColumn = (column != null) ? property.substring(0, end) : otherColumn;
		}
		if (otherColumn != null) {
			throw new IllegalArgumentException("'%s' in %s is not JSON, so there is no '%s'".formatted(otherColumn,
					this.columns.description(), PropertyName.shown(property)));
		}
		throw new IllegalArgumentException("There is no property or column '%s' in %s; there are: %s".formatted(
				PropertyName.shown(property), this.columns.description(), String.join(", ", this.columns.names())));
	}

	private JsonOperand json(String property, ColumnReference column, String legs) {
		JsonPath path = JsonPath.parse(property, legs);
		return new JsonOperand(property, qualified(column), path.text(),
				this.columns.jsonPlace(PropertyName.shown(property), column, path.steps()));
	}

	private int longestName() {
		return this.columns.names().stream().mapToInt(String::length).reduce(2 * Identifier.MAX_LENGTH, Math::max);
	}

	private String qualified(ColumnReference column) {
		return ((this.alias != null) ? this.alias.quoted() + "." : "") + column.column().quoted();
	}

}
