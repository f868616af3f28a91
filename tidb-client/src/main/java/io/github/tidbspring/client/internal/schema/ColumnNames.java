package io.github.tidbspring.client.internal.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds the column that a name means, wherever one is taken. It is the one whose property
 * has exactly that name; only where no property has it, the one that is called so in the
 * database, in upper or lower case.
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

	/** Find what is named as a column is, as by {@code @TiDBColumn(name = …)}. */
	@Nullable ColumnSchema findColumn(String columnOrProperty) {
		ColumnSchema column = this.byColumn.get(lowerCase(columnOrProperty));
		return (column != null) ? column : this.byProperty.get(columnOrProperty);
	}

	private static String lowerCase(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
