package io.github.tidbspring.client.internal.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds a column by a name: the column whose property has exactly that name, or, if there
 * is none, the column that has that name in the database, in any case.
 */
final class ColumnNames {

	private final Map<String, ColumnSchema> byProperty = new HashMap<>();

	private final Map<String, ColumnSchema> byColumn = new HashMap<>();

	ColumnNames(List<ColumnSchema> columns) {
		for (ColumnSchema column : columns) {
			this.byProperty.put(column.property().name(), column);
			this.byColumn.put(lowerCase(column.name().name()), column);
		}
	}

	@Nullable ColumnSchema find(String propertyOrColumn) {
		ColumnSchema column = this.byProperty.get(propertyOrColumn);
		return (column != null) ? column : this.byColumn.get(lowerCase(propertyOrColumn));
	}

	/** Find by the name of a column first, such as {@code @TiDBColumn(name = …)}. */
	@Nullable ColumnSchema findColumn(String columnOrProperty) {
		ColumnSchema column = this.byColumn.get(lowerCase(columnOrProperty));
		return (column != null) ? column : this.byProperty.get(columnOrProperty);
	}

	private static String lowerCase(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
