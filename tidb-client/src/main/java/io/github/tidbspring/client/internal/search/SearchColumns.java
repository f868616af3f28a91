package io.github.tidbspring.client.internal.search;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Finds the columns of a search. Messages list the possible columns.
 */
final class SearchColumns {

	private SearchColumns() {
	}

	/** Return the named vector column, or the only one. */
	static ColumnSchema vector(TableSchema<?> table, @Nullable String name) {
		return (name != null) ? named(table, name, "vector", SearchColumns::isVector)
				: only(table, SearchColumns::isVector, "@VectorColumn", "vectorColumn");
	}

	/** Return the named text column, or the only one with a full-text index. */
	static ColumnSchema text(TableSchema<?> table, @Nullable String name) {
		return (name != null) ? named(table, name, "text", ColumnSchema::isText)
				: only(table, ColumnSchema::isFullText, "@FullTextColumn", "fullTextColumn");
	}

	private static ColumnSchema named(TableSchema<?> table, String name, String kind, Predicate<ColumnSchema> wanted) {
		ColumnSchema column = table.findColumn(name);
		Assert.notNull(column, () -> "The table %s has no column '%s'; %s".formatted(table.name(), name,
				there(table, "columns are", (each) -> true)));
		Assert.isTrue(wanted.test(column), () -> "The column %s of %s is not a %s column; %s".formatted(column.name(),
				table.name(), kind, there(table, kind + " columns are", wanted)));
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

	/** Return a name for a computed column that no column has. */
	static Identifier label(TableSchema<?> table, String name) {
		String label = name;
		Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		table.columns().forEach((column) -> taken.add(column.name().name()));
		while (taken.contains(label)) {
			label += "_";
		}
		return Identifier.of(label);
	}

}
