package io.github.tidbspring.client.internal.table;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.SqlType;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundColumn;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundIndex;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundSearchIndex;
import io.github.tidbspring.client.table.TableMismatchException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Looks at a table in the database, and compares it with a type.
 */
final class TableInspection {

	private final ExistingTable table;

	/** The types of properties that are points of time. */
	private static final Set<Class<?>> INSTANTS = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class,
			Date.class, Timestamp.class);

	private final TableSchema<?> schema;

	TableInspection(JdbcOperations jdbc, TableSchema<?> schema) {
		this.table = new ExistingTable(jdbc, schema.name());
		this.schema = schema;
	}

	/**
	 * Compare the table with the type.
	 * @throws TableMismatchException if they differ
	 */
	void validate() {
		validate((index) -> null);
	}

	/**
	 * Compare the table with the type, of which a server may be unable to have all.
	 * @param obstacles tells why the server cannot have an index, if it cannot
	 * @return the indexes that the table lacks because the server cannot have them, each
	 * with the reason
	 * @throws TableMismatchException if there is any other difference
	 */
	Map<IndexSchema, String> validate(Obstacles obstacles) {
		if (!this.table.exists()) {
			throw mismatch(List.of("there is no such table in the current database"));
		}
		List<String> differences = new ArrayList<>(differences());
		Map<IndexSchema, String> impossible = new LinkedHashMap<>();
		for (IndexSchema index : missingSearchIndexes()) {
			String obstacle = obstacles.of(index);
			if (obstacle != null) {
				impossible.put(index, obstacle);
			}
			else {
				differences.add("the index %s is missing".formatted(index.name()));
			}
		}
		if (!differences.isEmpty()) {
			throw mismatch(differences);
		}
		return impossible;
	}

	TableMismatchException mismatch(List<String> differences) {
		return new TableMismatchException(this.schema.name().toString(), this.schema.rowType().type(), differences);
	}

	/** All differences but the indexes for vectors and words that the table lacks. */
	List<String> differences() {
		List<String> differences = new ArrayList<>();
		Map<String, FoundColumn> found = this.table.columns();
		this.schema.columns().forEach((column) -> compare(column, found, differences));
		compareTimeZone(found, differences);
		found.values().forEach((column) -> compareOther(column, differences));
		compareKey(differences);
		compareAutoRandom(differences);
		this.schema.indexes().forEach((index) -> compare(index, differences));
		compareOtherUnique(differences);
		return differences;
	}

	/** The indexes for vectors and words that the table was to be created with. */
	List<IndexSchema> missingSearchIndexes() {
		return this.schema.searchIndexes().stream().filter((index) -> this.table.nameOf(index) == null).toList();
	}

	private void compare(ColumnSchema column, Map<String, FoundColumn> columns, List<String> differences) {
		FoundColumn found = columns.get(column.name().name().toLowerCase(Locale.ROOT));
		if (found == null) {
			differences.add("the column %s of %s is missing".formatted(column.name(), column.property()));
			return;
		}
		compareType(column, found, differences);
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

	/**
	 * Instants are written in UTC, and a {@code TIMESTAMP} takes what it gets for a time
	 * in the zone of the session.
	 */
	private void compareTimeZone(Map<String, FoundColumn> found, List<String> differences) {
		List<ColumnSchema> stamps = this.schema.columns().stream().filter((column) -> {
			FoundColumn there = found.get(column.name().name().toLowerCase(Locale.ROOT));
			return there != null && there.type().toLowerCase(Locale.ROOT).startsWith("timestamp")
					&& INSTANTS.contains(column.property().type());
		}).toList();
		if (!stamps.isEmpty() && !this.table.isInUtc()) {
			stamps.forEach((column) -> differences
				.add(("the column %s is TIMESTAMP, which the session reads in its own time zone, and %s is written in "
						+ "UTC; set connectionTimeZone=UTC and forceConnectionTimeZoneToSession=true for the driver, "
						+ "or make it DATETIME(6)")
					.formatted(column.name(), column.property())));
		}
	}

	private static void compareType(ColumnSchema column, FoundColumn found, List<String> differences) {
		SqlType expected = column.declaredType(found.charset());
		if (!expected.text().equals(SqlType.reported(found.type()).text())) {
			differences.add("the column %s is %s, and %s is %s".formatted(column.name(),
					found.type().toLowerCase(Locale.ROOT), column.property(), expected.text()));
		}
		else if (!expected.isOf(found.charset(), found.collation())) {
			differences.add("the column %s has the character set %s and the collation %s, and %s is %s".formatted(
					column.name(), found.charset(), found.collation(), column.property(), column.type().sqlType()));
		}
	}

	private static void compareGeneration(ColumnSchema column, FoundColumn found, List<String> differences) {
		boolean counted = column.definition().generation() == ColumnSchema.Generation.AUTO_INCREMENT;
		if (counted && !found.isCounted()) {
			differences
				.add("the column %s is not AUTO_INCREMENT, and %s is".formatted(column.name(), column.property()));
		}
		boolean declared = column.declaredType(null).counted();
		// Of AUTO_RANDOM the columns of the information schema tell nothing.
		if (column.definition().generation() == ColumnSchema.Generation.NONE && found.isCounted() && !declared) {
			differences
				.add("the column %s is AUTO_INCREMENT, and %s is not".formatted(column.name(), column.property()));
		}
	}

	private void compareAutoRandom(List<String> differences) {
		if (!this.table.tellsAutoRandom()) {
			return;
		}
		ColumnSchema generated = this.schema.generated();
		String expected = (generated != null) ? ExistingTable.autoRandomOf(generated.definition().generationAttribute())
				: null;
		String found = this.table.autoRandom();
		if (found != null && expected == null) {
			differences.add("the primary key is %s, and that of %s is not".formatted(found, type()));
		}
		else if (generated != null && expected != null && !expected.equals(found)) {
			differences.add("the column %s is %s, and %s is %s".formatted(generated.name(),
					(found != null) ? found : "not AUTO_RANDOM", generated.property(), expected));
		}
	}

	private void compareOther(FoundColumn found, List<String> differences) {
		boolean known = this.schema.columns()
			.stream()
			.anyMatch((column) -> column.name().name().equalsIgnoreCase(found.name()));
		boolean needed = !found.nullable() && found.defaultValue() == null
				&& (found.extra() == null || found.extra().isEmpty());
		if (!known && needed) {
			differences.add("the column %s, which %s does not have, needs a value"
				.formatted(Identifier.of(found.name()), type()));
		}
	}

	private void compareKey(List<String> differences) {
		List<String> key = this.schema.key()
			.stream()
			.map((column) -> column.name().name().toLowerCase(Locale.ROOT))
			.toList();
		FoundIndex primary = this.table.indexes().get("primary");
		List<String> found = (primary != null) ? primary.columns() : List.of();
		if (!key.equals(found)) {
			differences.add("the primary key is %s, and that of %s is %s".formatted(found, type(), key));
		}
	}

	private void compare(IndexSchema index, List<String> differences) {
		String name = this.table.nameOf(index);
		if (index.isForSearch()) {
			compareSearch(index, name, differences);
			return;
		}
		FoundIndex found = (name != null) ? this.table.indexes().get(name.toLowerCase(Locale.ROOT)) : null;
		if (found == null) {
			differences.add("the index %s is missing".formatted(index.name()));
			return;
		}
		boolean unique = index.kind() == IndexSchema.Kind.UNIQUE;
		if (!found.columns().equals(index.columnNames())) {
			differences.add("the index %s has the columns %s, and that of %s has %s".formatted(index.name(),
					found.columns(), type(), index.columnNames()));
		}
		if (found.unique() != unique) {
			differences.add("the index %s is %s, and that of %s is %s".formatted(index.name(),
					unique ? "not unique" : "unique", type(), unique ? "unique" : "not"));
		}
	}

	/** A stand-in has another kind of index under that name, and says so. */
	private void compareSearch(IndexSchema index, @Nullable String name, List<String> differences) {
		FoundSearchIndex found = this.table.searchIndexes()
			.stream()
			.filter((other) -> other.name().equals(name))
			.findFirst()
			.orElse(null);
		if (found != null && !found.isEqualTo(index)) {
			differences.add("the index %s is %s, and that of %s is %s".formatted(index.name(), found.description(),
					type(), index.description()));
		}
		else if (name != null && found == null && this.table.tellsAutoRandom()) {
			differences.add("the index %s is no %s".formatted(index.name(), index.kind().word()));
		}
	}

	/** What the type does not know to be unique, an upsert may hit instead of the key. */
	private void compareOtherUnique(List<String> differences) {
		List<String> known = new ArrayList<>();
		this.schema.indexes().forEach((index) -> known.add(index.name().name().toLowerCase(Locale.ROOT)));
		List<List<String>> unique = new ArrayList<>();
		this.schema.indexes()
			.stream()
			.filter((index) -> index.kind() == IndexSchema.Kind.UNIQUE)
			.forEach((index) -> unique.add(index.columnNames()));
		IndexSchema generated = this.schema.generatedIndex();
		if (generated != null) {
			unique.add(generated.columnNames());
		}
		this.schema.columns()
			.stream()
			.filter((column) -> column.declaredType(null).unique())
			.forEach((column) -> unique.add(List.of(column.name().name().toLowerCase(Locale.ROOT))));
		this.table.indexes()
			.values()
			.stream()
			.filter((index) -> index.unique() && !index.isPrimary() && !unique.contains(index.columns())
					&& !known.contains(index.name().toLowerCase(Locale.ROOT)))
			.forEach((index) -> differences.add("the table has the unique index %s on %s, and %s has none: save() "
				.formatted(Identifier.of(index.name()), index.columns(), type())
					+ "would change the row with that value instead of failing"));
	}

	private String type() {
		return this.schema.rowType().type().getSimpleName();
	}

	/**
	 * Tells why a server cannot have an index.
	 */
	interface Obstacles {

		@Nullable String of(IndexSchema index);

	}

}
