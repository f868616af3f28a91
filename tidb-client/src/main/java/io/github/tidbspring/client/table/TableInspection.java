package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.tidbspring.client.query.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Looks at a table in the database, and compares it with a type.
 */
final class TableInspection {

	private final JdbcOperations jdbc;

	private final TableSchema<?> schema;

	TableInspection(JdbcOperations jdbc, TableSchema<?> schema) {
		this.jdbc = jdbc;
		this.schema = schema;
	}

	static boolean exists(JdbcOperations jdbc, Identifier table) {
		return !jdbc
			.queryForList(
					"SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() "
							+ "AND LOWER(table_name) = ? AND table_type = 'BASE TABLE'",
					Integer.class, table.name().toLowerCase(Locale.ROOT))
			.isEmpty();
	}

	void validate() {
		List<String> differences = new ArrayList<>();
		if (!exists(this.jdbc, this.schema.name())) {
			differences.add("there is no such table in the current database");
		}
		else {
			Map<String, Found> found = columns();
			this.schema.columns().forEach((column) -> compare(column, found, differences));
			found.values().forEach((column) -> compareOther(column, differences));
			Map<String, FoundIndex> indexes = indexes();
			compareKey(indexes, differences);
			this.schema.indexes().forEach((index) -> compare(index, indexes, differences));
		}
		if (!differences.isEmpty()) {
			throw new TableMismatchException(this.schema.name().toString(), this.schema.rowType().type(), differences);
		}
	}

	/** Those of the indexes that the table has. */
	List<IndexSchema> existing(List<IndexSchema> indexes) {
		Map<String, FoundIndex> found = indexes();
		return indexes.stream()
			.filter((index) -> found.containsKey(index.name().name().toLowerCase(Locale.ROOT)))
			.toList();
	}

	boolean hasIndexOn(Identifier column) {
		String name = column.name().toLowerCase(Locale.ROOT);
		return indexes().values().stream().anyMatch((index) -> index.columns().contains(name));
	}

	private Map<String, Found> columns() {
		Map<String, Found> columns = new LinkedHashMap<>();
		this.jdbc.query(
				"SELECT column_name, column_type, is_nullable, column_default, extra FROM information_schema.columns "
						+ "WHERE table_schema = DATABASE() AND LOWER(table_name) = ? ORDER BY ordinal_position",
				(row) -> {
					Found found = new Found(row.getString(1), row.getString(2).toLowerCase(Locale.ROOT),
							"YES".equalsIgnoreCase(row.getString(3)), row.getString(4), row.getString(5));
					columns.put(found.name().toLowerCase(Locale.ROOT), found);
				}, this.schema.name().name().toLowerCase(Locale.ROOT));
		return columns;
	}

	private void compare(ColumnSchema column, Map<String, Found> columns, List<String> differences) {
		Found found = columns.get(column.name().name().toLowerCase(Locale.ROOT));
		if (found == null) {
			differences.add("the column %s of %s is missing".formatted(column.name(), column.property()));
			return;
		}
		String expected = normalized(column.type().sqlType());
		boolean same = expected.equals(normalized(found.columnType()));
		if (!same) {
			differences.add("the column %s is %s, and %s is %s".formatted(column.name(), found.columnType(),
					column.property(), expected));
		}
		if (column.isMadeByServer()) {
			// Its definition says nothing of NULL: that depends on the text.
			return;
		}
		if (found.nullable() && !column.isNullable()) {
			differences.add("the column %s may be NULL, and %s may not".formatted(column.name(), column.property()));
		}
		else if (!found.nullable() && column.isNullable()) {
			differences.add("the column %s may not be NULL, and %s may".formatted(column.name(), column.property()));
		}
		compareGeneration(column, found, differences);
	}

	private void compareGeneration(ColumnSchema column, Found found, List<String> differences) {
		boolean counted = column.generation() == ColumnSchema.Generation.AUTO_INCREMENT;
		if (counted && !found.isCounted()) {
			differences
				.add("the column %s is not AUTO_INCREMENT, and %s is".formatted(column.name(), column.property()));
		}
		// Of AUTO_RANDOM the columns of the information schema tell nothing.
		if (column.generation() == ColumnSchema.Generation.NONE && found.isCounted()) {
			differences
				.add("the column %s is AUTO_INCREMENT, and %s is not".formatted(column.name(), column.property()));
		}
	}

	/** A length matters; the width that some servers display for integers does not. */
	private static String normalized(String type) {
		String text = type.toLowerCase(Locale.ROOT)
			.strip()
			.replaceAll("\\s*([(,])\\s*", "$1")
			.replaceAll("\\s+\\)", ")");
		return text.startsWith("tinyint(1)") ? text
				: text.replaceFirst("^((?:tiny|small|medium|big)?int)\\(\\d+\\)", "$1");
	}

	private void compareOther(Found found, List<String> differences) {
		boolean known = this.schema.columns()
			.stream()
			.anyMatch((column) -> column.name().name().equalsIgnoreCase(found.name()));
		boolean needed = !found.nullable() && found.defaultValue() == null
				&& (found.extra() == null || found.extra().isEmpty());
		if (!known && needed) {
			differences.add("the column %s, which %s does not have, needs a value"
				.formatted(Identifier.of(found.name()), this.schema.rowType().type().getSimpleName()));
		}
	}

	private void compareKey(Map<String, FoundIndex> indexes, List<String> differences) {
		List<String> key = names(this.schema.key());
		FoundIndex primary = indexes.get("primary");
		List<String> found = (primary != null) ? primary.columns() : List.of();
		if (!key.equals(found)) {
			differences.add("the primary key is %s, and that of %s is %s".formatted(found, type(), key));
		}
	}

	private void compare(IndexSchema index, Map<String, FoundIndex> indexes, List<String> differences) {
		FoundIndex found = indexes.get(index.name().name().toLowerCase(Locale.ROOT));
		if (found == null) {
			if (!index.isMadeLater()) {
				differences.add("the index %s is missing".formatted(index.name()));
			}
			return;
		}
		boolean unique = index.kind() == IndexSchema.Kind.UNIQUE;
		if (index.kind() != IndexSchema.Kind.PLAIN && !unique) {
			return;
		}
		List<String> expected = names(index.columns());
		if (!found.columns().equals(expected)) {
			differences.add("the index %s has the columns %s, and that of %s has %s".formatted(index.name(),
					found.columns(), type(), expected));
		}
		if (found.unique() != unique) {
			differences.add("the index %s is %s, and that of %s is %s".formatted(index.name(),
					unique ? "not unique" : "unique", type(), unique ? "unique" : "not"));
		}
	}

	private static List<String> names(List<ColumnSchema> columns) {
		return columns.stream().map((column) -> column.name().name().toLowerCase(Locale.ROOT)).toList();
	}

	private String type() {
		return this.schema.rowType().type().getSimpleName();
	}

	private Map<String, FoundIndex> indexes() {
		Map<String, FoundIndex> indexes = new LinkedHashMap<>();
		this.jdbc.query("SHOW INDEX FROM " + this.schema.name().quoted(), (row) -> {
			boolean unique = !row.getBoolean("Non_unique");
			// An index on an expression has none.
			String column = row.getString("Column_name");
			indexes
				.computeIfAbsent(row.getString("Key_name").toLowerCase(Locale.ROOT),
						(name) -> new FoundIndex(unique, new ArrayList<>()))
				.columns()
				.add((column != null) ? column.toLowerCase(Locale.ROOT) : "");
		});
		return indexes;
	}

	private record Found(String name, String columnType, boolean nullable, @Nullable String defaultValue,
			@Nullable String extra) {

		boolean isCounted() {
			return this.extra != null && this.extra.toLowerCase(Locale.ROOT).contains("auto_increment");
		}

	}

	private record FoundIndex(boolean unique, List<String> columns) {

	}

}
