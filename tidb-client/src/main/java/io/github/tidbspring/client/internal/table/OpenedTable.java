package io.github.tidbspring.client.internal.table;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnTypes;
import io.github.tidbspring.client.internal.schema.DescribedColumn;
import io.github.tidbspring.client.internal.schema.DescribedTable;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundColumn;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundIndex;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundSearchIndex;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Describes a table by what is in the database. For one description.
 */
final class OpenedTable {

	private final ExistingTable table;

	private final Identifier name;

	OpenedTable(JdbcOperations jdbc, Identifier name) {
		this.table = new ExistingTable(jdbc, name);
		this.name = name;
	}

	/**
	 * Return the table.
	 * @param types the types of the client
	 * @return the table
	 * @throws InvalidDataAccessResourceUsageException if there is no such table, or it
	 * has no primary key
	 */
	TableSchema<Map<String, @Nullable Object>> schema(ColumnTypes types) {
		if (!this.table.exists()) {
			throw new InvalidDataAccessResourceUsageException(
					"There is no table %s in the current database".formatted(this.name));
		}
		FoundIndex key = this.table.indexes().get("primary");
		if (key == null) {
			throw new InvalidDataAccessResourceUsageException(
					("The table %s has no primary key, by which a Table finds and saves its rows; TiDBClient.sql(…) "
							+ "reads and writes it nevertheless")
						.formatted(this.name));
		}
		DescribedTable described = DescribedTable.of(this.name);
		List<FoundColumn> columns = inOrder(List.copyOf(this.table.columns().values()), key.columns());
		columns.forEach((column) -> describe(described, column, key.columns()));
		List<String> forSearch = this.table.searchIndexes().stream().map(FoundSearchIndex::name).toList();
		this.table.indexes()
			.values()
			.stream()
			.filter((index) -> !index.isPrimary() && !forSearch.contains(index.name())
					&& !isImplied(index, columns, key) && !isHidden(index, columns))
			.forEach((index) -> described.index(index.unique(), index.name(), index.columns().toArray(String[]::new)));
		return described.schema(types);
	}

	/** In the order of the table, unless the key has another one: then the key first. */
	private static List<FoundColumn> inOrder(List<FoundColumn> columns, List<String> key) {
		List<String> found = columns.stream().map(OpenedTable::lowerCase).filter(key::contains).toList();
		// The sort is stable.
		return found.equals(key) ? columns
				: columns.stream().sorted(Comparator.comparingInt((column) -> position(key, column))).toList();
	}

	private static int position(List<String> key, FoundColumn column) {
		int position = key.indexOf(lowerCase(column));
		return (position >= 0) ? position : key.size();
	}

	/** The unique index that a table has with a generated column besides its key. */
	private static boolean isImplied(FoundIndex index, List<FoundColumn> columns, FoundIndex key) {
		return index.unique() && !key.columns().get(0).equals(index.columns().get(0)) && columns.stream()
			.anyMatch((column) -> column.isCounted() && index.columns().equals(List.of(lowerCase(column))));
	}

	/** A stand-in has a hidden column for the expression of an index. */
	private boolean isHidden(FoundIndex index, List<FoundColumn> columns) {
		return !this.table.isOfTiDB() && index.columns()
			.stream()
			.anyMatch((part) -> columns.stream().noneMatch((column) -> part.startsWith(lowerCase(column))));
	}

	private static String lowerCase(FoundColumn column) {
		return column.name().toLowerCase(Locale.ROOT);
	}

	private void describe(DescribedTable described, FoundColumn found, List<String> key) {
		String name = lowerCase(found);
		List<Integer> random = key.get(0).equals(name) ? this.table.autoRandomBits() : List.of();
		FoundType type = FoundType.of(found, found.isCounted() || !random.isEmpty());
		DescribedColumn column = described.column(found.name(), type.javaType());
		if (key.contains(name)) {
			column.key();
		}
		if (!random.isEmpty()) {
			column.autoRandom(random.get(0), random.get(1));
		}
		else if (found.isCounted()) {
			column.autoIncrement();
		}
		if (!found.nullable()) {
			column.notNull();
		}
		if (type.dimensions() > 0) {
			column.vector(type.dimensions());
		}
		else if (type.isJson()) {
			column.json();
		}
		else {
			column.sqlType(type.definition());
		}
		if (found.isComputed()) {
			column.generatedAs(String.valueOf(found.expression()), found.isStored());
		}
		else {
			column.defaultExpression(this.table.defaultOf(found)).onUpdate(found.onUpdate());
		}
		indexesOf(found).forEach((index) -> describe(column, index));
	}

	private Stream<FoundSearchIndex> indexesOf(FoundColumn column) {
		return this.table.searchIndexes().stream().filter((index) -> index.column().equalsIgnoreCase(column.name()));
	}

	private static void describe(DescribedColumn column, FoundSearchIndex index) {
		switch (index.keyword()) {
			case "VECTOR" -> Stream.of(DistanceMetric.values())
				.filter((metric) -> metric.function().equalsIgnoreCase(index.function()))
				.forEach((metric) -> column.vectorIndex(index.name(), metric));
			case "FULLTEXT" -> column.fullText(index.name(), index.parser());
			default -> {
			}
		}
	}

}
