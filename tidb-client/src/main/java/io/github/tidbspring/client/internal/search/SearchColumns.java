package io.github.tidbspring.client.internal.search;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns that a search means, or tells which there are.
 */
final class SearchColumns {

	private SearchColumns() {
	}

	/** The vectors that are meant: those that are named, or the only ones. */
	static ColumnSchema vector(TableSchema<?> table, @Nullable String name) {
		return (name != null) ? named(table, name, "vector", SearchColumns::isVector)
				: only(table, SearchColumns::isVector, "@VectorColumn", "vectorColumn");
	}

	/** The text that is meant: the one that is named, or the only indexed one. */
	static ColumnSchema text(TableSchema<?> table, @Nullable String name) {
		return (name != null) ? named(table, name, "text", ColumnSchema::isText)
				: only(table, ColumnSchema::isFullText, "@FullTextColumn", "fullTextColumn");
	}

	private static ColumnSchema named(TableSchema<?> table, String name, String kind, Predicate<ColumnSchema> wanted) {
		ColumnSchema column = table.findColumn(name);
		if (column == null) {
			throw new IllegalArgumentException("The table %s has no column '%s'; %s".formatted(table.name(), name,
					there(table, "columns are", (each) -> true)));
		}
		if (!wanted.test(column)) {
			throw new IllegalArgumentException("The column %s of %s is not a %s column; %s".formatted(column.name(),
					table.name(), kind, there(table, kind + " columns are", wanted)));
		}
		return column;
	}

	private static boolean isVector(ColumnSchema column) {
		return column.vector() != null;
	}

	private static ColumnSchema only(TableSchema<?> table, Predicate<ColumnSchema> kind, String annotation,
			String step) {
		List<ColumnSchema> columns = table.columns().stream().filter(kind).toList();
		if (columns.size() == 1) {
			return columns.get(0);
		}
		throw new IllegalStateException(columns.isEmpty()
				? "The table %s has no property with %s to search; name a column with %s(…)".formatted(table.name(),
						annotation, step)
				: "The table %s has several properties with %s: %s. Choose one with %s(…)".formatted(table.name(),
						annotation, names(columns), step));
	}

	private static String there(TableSchema<?> table, String what, Predicate<ColumnSchema> kind) {
		List<ColumnSchema> columns = table.columns().stream().filter(kind).toList();
		return columns.isEmpty() ? "it has none" : "its %s %s".formatted(what, names(columns));
	}

	private static String names(List<ColumnSchema> columns) {
		return columns.stream().map((column) -> column.property().name()).collect(Collectors.joining(", "));
	}

	/** A name for a computed column that no column has. */
	static Identifier label(TableSchema<?> table, String name) {
		String label = name;
		while (isTaken(table, label)) {
			label += "_";
		}
		return Identifier.of(label);
	}

	private static boolean isTaken(TableSchema<?> table, String label) {
		return table.columns().stream().anyMatch((column) -> column.name().name().equalsIgnoreCase(label));
	}

}
