package io.github.tidbspring.client.table;

import java.util.Collection;
import java.util.List;

import io.github.tidbspring.client.query.ColumnReference;
import io.github.tidbspring.client.query.ColumnReference.Kind;
import io.github.tidbspring.client.query.Columns;
import io.github.tidbspring.client.query.JsonPlace;
import org.jspecify.annotations.Nullable;

/**
 * The columns that the conditions of a table may name.
 */
final class TableColumns implements Columns {

	private final TableSchema<?> schema;

	TableColumns(TableSchema<?> schema) {
		this.schema = schema;
	}

	@Override
	public @Nullable ColumnReference find(String name) {
		ColumnSchema column = this.schema.findColumn(name);
		return (column != null) ? new ColumnReference(column.name(), kind(column),
				(ColumnReference.Converter) column::conditionParameter) : null;
	}

	private static Kind kind(ColumnSchema column) {
		return switch (column.type().kind()) {
			case PLAIN -> Kind.PLAIN;
			case JSON -> Kind.JSON;
			case VECTOR -> Kind.VECTOR;
		};
	}

	@Override
	public JsonPlace jsonPlace(String name, ColumnReference reference, List<Object> path) {
		for (ColumnSchema column : this.schema.columns()) {
			if (column.name().equals(reference.column())) {
				return column.jsonPlace(name, path);
			}
		}
		return JsonPlace.UNKNOWN;
	}

	@Override
	public Collection<String> names() {
		return this.schema.columns().stream().map((column) -> column.property().name()).toList();
	}

	@Override
	public String description() {
		return "table " + this.schema.name().quoted();
	}

	@Override
	public Object toParameter(Object value) {
		return this.schema.types().parameter(value);
	}

}
