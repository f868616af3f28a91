package io.github.tidbspring.client.search;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.tidbspring.client.query.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns that a search means, or tells which there are.
 */
final class SearchColumns {

	private SearchColumns() {
	}

	/** The vectors that are meant: those that are named, or the only ones. */
	static SearchColumn vector(SearchTarget<?> target, @Nullable String name) {
		if (name != null) {
			SearchColumn column = any(target, name);
			if (column.vector() == null) {
				throw new IllegalArgumentException("The column %s of %s is not a vector column; %s".formatted(
						column.column(), target.table(), there(target, "vector columns are", SearchColumns::isVector)));
			}
			return column;
		}
		return only(target, SearchColumns::isVector, "@VectorColumn", "vectorColumn");
	}

	/** The text that is meant: the one that is named, or the only indexed one. */
	static SearchColumn text(SearchTarget<?> target, @Nullable String name) {
		if (name != null) {
			SearchColumn column = any(target, name);
			if (!column.isText()) {
				throw new IllegalArgumentException("The column %s of %s is not a text column; %s".formatted(
						column.column(), target.table(), there(target, "text columns are", SearchColumn::isText)));
			}
			return column;
		}
		return only(target, SearchColumn::isFullText, "@FullTextColumn", "fullTextColumn");
	}

	static SearchColumn any(SearchTarget<?> target, String name) {
		return target.columns()
			.stream()
			.filter((column) -> column.property().equals(name))
			.findFirst()
			.or(() -> target.columns()
				.stream()
				.filter((column) -> column.column()
					.name()
					.toLowerCase(Locale.ROOT)
					.equals(name.toLowerCase(Locale.ROOT)))
				.findFirst())
			.orElseThrow(() -> new IllegalArgumentException("The table %s has no column '%s'; %s"
				.formatted(target.table(), name, there(target, "columns are", (column) -> true))));
	}

	private static boolean isVector(SearchColumn column) {
		return column.vector() != null;
	}

	private static SearchColumn only(SearchTarget<?> target, Predicate<SearchColumn> kind, String annotation,
			String step) {
		List<SearchColumn> columns = target.columns().stream().filter(kind).toList();
		if (columns.size() == 1) {
			return columns.get(0);
		}
		throw new IllegalStateException(columns.isEmpty()
				? "The table %s has no property with %s to search; name a column with %s(…)".formatted(target.table(),
						annotation, step)
				: "The table %s has several properties with %s: %s. Choose one with %s(…)".formatted(target.table(),
						annotation, names(columns), step));
	}

	private static String there(SearchTarget<?> target, String what, Predicate<SearchColumn> kind) {
		List<SearchColumn> columns = target.columns().stream().filter(kind).toList();
		return columns.isEmpty() ? "it has none" : "its %s %s".formatted(what, names(columns));
	}

	private static String names(List<SearchColumn> columns) {
		return columns.stream().map(SearchColumn::property).collect(Collectors.joining(", "));
	}

	/** A name for a computed column that no column has. */
	static Identifier label(SearchTarget<?> target, String name) {
		String label = name;
		while (isTaken(target, label)) {
			label += "_";
		}
		return Identifier.of(label);
	}

	private static boolean isTaken(SearchTarget<?> target, String label) {
		return target.columns().stream().anyMatch((column) -> column.column().name().equalsIgnoreCase(label));
	}

}
