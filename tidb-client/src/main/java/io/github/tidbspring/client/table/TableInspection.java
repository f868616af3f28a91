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
			compareKey(differences);
			compareIndexes(differences);
		}
		if (!differences.isEmpty()) {
			throw new TableMismatchException(this.schema.name().toString(), this.schema.rowType().type(), differences);
		}
	}

	boolean hasIndex(Identifier index) {
		return !indexColumns(index.name()).isEmpty();
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
		if (found.nullable() && !column.isNullable()) {
			differences.add("the column %s may be NULL, and %s may not".formatted(column.name(), column.property()));
		}
		else if (!found.nullable() && column.isNullable()) {
			differences.add("the column %s may not be NULL, and %s may".formatted(column.name(), column.property()));
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

	private void compareKey(List<String> differences) {
		List<String> key = this.schema.key()
			.stream()
			.map((column) -> column.name().name().toLowerCase(Locale.ROOT))
			.toList();
		List<String> found = indexColumns("PRIMARY");
		if (!key.equals(found)) {
			differences.add("the primary key is %s, and that of %s is %s".formatted(found,
					this.schema.rowType().type().getSimpleName(), key));
		}
	}

	private void compareIndexes(List<String> differences) {
		for (IndexSchema index : this.schema.indexes()) {
			List<String> found = indexColumns(index.name().name());
			List<String> expected = index.columns()
				.stream()
				.map((column) -> column.name().name().toLowerCase(Locale.ROOT))
				.toList();
			boolean plain = index.kind() == IndexSchema.Kind.PLAIN || index.kind() == IndexSchema.Kind.UNIQUE;
			if (found.isEmpty()) {
				differences.add("the index %s is missing".formatted(index.name()));
			}
			else if (plain && !found.equals(expected)) {
				differences.add("the index %s has the columns %s, and that of %s has %s".formatted(index.name(), found,
						this.schema.rowType().type().getSimpleName(), expected));
			}
		}
	}

	private List<String> indexColumns(String index) {
		return this.jdbc.query("SHOW INDEX FROM " + this.schema.name().quoted(), (row, number) -> {
			String column = row.getString("Column_name");
			return Map.entry(row.getString("Key_name"), (column != null) ? column : "");
		})
			.stream()
			.filter((entry) -> entry.getKey().equalsIgnoreCase(index))
			.map((entry) -> entry.getValue().toLowerCase(Locale.ROOT))
			.toList();
	}

	private record Found(String name, String columnType, boolean nullable, @Nullable String defaultValue,
			@Nullable String extra) {

	}

}
