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
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.CheckSchema;
import io.github.tidbspring.client.internal.schema.ColumnDefault;
import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.Filling;
import io.github.tidbspring.client.internal.schema.ForeignKeySchema;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.SqlExpression;
import io.github.tidbspring.client.internal.schema.SqlType;
import io.github.tidbspring.client.internal.schema.TableOption;
import io.github.tidbspring.client.internal.schema.TableOptions;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundColumn;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundIndex;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundSearchIndex;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.table.TableMismatchException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.StringUtils;

/**
 * Compares a table in the database with the type that describes it. For one comparison.
 */
final class TableInspection {

	/** The types of properties that are points in time. */
	private static final Set<Class<?>> INSTANTS = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class,
			Date.class, Timestamp.class);

	private final ExistingTable table;

	private final TableSchema<?> schema;

	private final List<String> differences = new ArrayList<>();

	TableInspection(JdbcOperations jdbc, TableSchema<?> schema) {
		this.table = new ExistingTable(jdbc, schema.name());
		this.schema = schema;
	}

	/**
	 * Compare the table with the type.
	 * @param obstacles returns why the server cannot have an index, or {@code null} if it
	 * can
	 * @param strict whether the table must have constraints that the server does not
	 * create
	 * @return the missing indexes that the server cannot have, with the reasons
	 * @throws TableMismatchException if there is any other difference
	 */
	Map<IndexSchema, String> validate(Function<IndexSchema, @Nullable String> obstacles, boolean strict) {
		Map<IndexSchema, String> impossible = new LinkedHashMap<>();
		if (this.table.exists()) {
			differences();
			if (strict) {
				impossibleChecks().forEach(this::differMissing);
			}
			for (IndexSchema index : missingSearchIndexes()) {
				String obstacle = obstacles.apply(index);
				if (obstacle != null) {
					impossible.put(index, obstacle);
				}
				else {
					differ("the index %s is missing", index.name());
				}
			}
		}
		else {
			differ("there is no such table in the current database");
		}
		throwDifferences();
		return impossible;
	}

	/**
	 * Check that the table has all vector and full-text indexes.
	 * @throws TableMismatchException if one is missing
	 */
	void requireSearchIndexes() {
		missingSearchIndexes().forEach((index) -> differ("the index %s is missing", index.name()));
		throwDifferences();
	}

	private void throwDifferences() {
		if (!this.differences.isEmpty()) {
			throw new TableMismatchException(this.schema.name().toString(), this.schema.typeName(), this.differences);
		}
	}

	/** All differences except missing vector and full-text indexes. */
	List<String> differences() {
		Map<String, FoundColumn> found = this.table.columns();
		this.schema.columns().forEach((column) -> compare(column, found));
		compareTimeZone(found);
		found.values().forEach(this::compareOther);
		compareKey();
		compareAutoRandom();
		this.schema.indexes().forEach(this::compare);
		compareOtherUnique();
		this.schema.constraints().foreignKeys().forEach(this::compare);
		compareChecks();
		compareOptions();
		return this.differences;
	}

	/**
	 * Return the CHECK constraints that are missing because the server does not create
	 * any. They are no difference.
	 * @return the constraints
	 */
	List<CheckSchema> impossibleChecks() {
		return this.table.acceptsChecks() ? List.of() : missingChecks();
	}

	private List<CheckSchema> missingChecks() {
		List<CheckSchema> found = this.schema.constraints().checks().isEmpty() ? List.of() : this.table.checks();
		return this.schema.constraints()
			.checks()
			.stream()
			.filter((check) -> found.stream()
				.filter((other) -> this.table.isOfTiDB() || other.name().isSameAs(check.name().name()))
				.noneMatch((other) -> isEqual(check.condition(), other.condition())))
			.toList();
	}

	private void compareChecks() {
		List<CheckSchema> missing = missingChecks();
		if (!missing.isEmpty() && this.table.acceptsChecks()) {
			missing.forEach(this::differMissing);
		}
	}

	private void differMissing(CheckSchema check) {
		differ("the constraint %s is missing: %s", check.name(), check.definition());
	}

	private void compare(ForeignKeySchema key) {
		List<ForeignKeySchema> found = this.table.foreignKeys();
		if (found.stream().anyMatch(key::isEqualTo)) {
			return;
		}
		ForeignKeySchema named = found.stream()
			.filter((other) -> other.name().isSameAs(key.name().name()))
			.findFirst()
			.orElse(null);
		if (named == null) {
			differ("the foreign key %s is missing: %s", key.name(), key.definition());
		}
		else {
			differ("the foreign key %s is %s, and that of %s is %s", key.name(), named.definition(),
					this.schema.typeName(), key.definition());
		}
	}

	/** A stand-in does not report the options of TiDB. */
	private void compareOptions() {
		TableOptions options = this.schema.options();
		if (!this.table.isOfTiDB()) {
			return;
		}
		if (!options.ttl().isEmpty() && !options.normalizedTtl().equals(this.table.ttl())) {
			differ("the table has %s, and %s has TTL = %s",
					this.table.ttl().isEmpty() ? "no TTL" : "TTL = " + this.table.ttl(), this.schema.typeName(),
					options.ttl());
		}
		List<TableOption> found = TableOption.in(this.table.options());
		TableOption.in(options.others())
			.stream()
			.filter((option) -> !found.contains(option))
			.forEach((option) -> differ("the table has %s, and %s has %s",
					found.stream()
						.filter((other) -> other.name().equals(option.name()))
						.findFirst()
						.map(TableOption::toString)
						.orElse("no " + option.name()),
					this.schema.typeName(), option));
	}

	/** The missing vector and full-text indexes, except those that are created later. */
	List<IndexSchema> missingSearchIndexes() {
		return this.schema.searchIndexes().stream().filter((index) -> this.table.nameOf(index) == null).toList();
	}

	private void differ(String message, @Nullable Object... arguments) {
		this.differences.add(message.formatted(arguments));
	}

	private void compare(ColumnSchema column, Map<String, FoundColumn> columns) {
		FoundColumn found = columns.get(lowerCase(column));
		if (found == null) {
			differ("the column %s of %s is missing", column.name(), column.property());
			return;
		}
		compareType(column, found);
		if (column.isMadeByServer()) {
			// Its definition has no NULL: whether it is NULL depends on the text.
			return;
		}
		compareFilling(column, found);
		// MariaDB, as a stand-in, has no generated columns that are NOT NULL.
		boolean comparable = this.table.isOfTiDB() || !found.isComputed();
		if (comparable && found.nullable() != column.isNullable()) {
			differ(found.nullable() ? "the column %s may be NULL, and %s may not"
					: "the column %s may not be NULL, and %s may", column.name(), column.property());
		}
		compareGeneration(column, found);
	}

	/**
	 * Instants are written in UTC, but the server interprets the value of a
	 * {@code TIMESTAMP} in the time zone of the session.
	 */
	private void compareTimeZone(Map<String, FoundColumn> columns) {
		List<ColumnSchema> stamps = this.schema.columns().stream().filter((column) -> {
			FoundColumn found = columns.get(lowerCase(column));
			return found != null && found.type().toLowerCase(Locale.ROOT).startsWith("timestamp")
					&& INSTANTS.contains(column.property().type());
		}).toList();
		if (!stamps.isEmpty() && !this.table.isInUtc()) {
			stamps.forEach((column) -> differ(
					"the column %s is TIMESTAMP, which the session reads in its own time zone, and %s is written in "
							+ "UTC; set connectionTimeZone=UTC and forceConnectionTimeZoneToSession=true for the driver, "
							+ "or make it DATETIME(6)",
					column.name(), column.property()));
		}
	}

	private void compareType(ColumnSchema column, FoundColumn found) {
		SqlType expected = column.declaredType(found.charset());
		if (!expected.text().equals(SqlType.reported(found.type()).text())) {
			differ("the column %s is %s, and %s is %s", column.name(), found.type().toLowerCase(Locale.ROOT),
					column.property(), expected.text());
		}
		else if (!expected.isOf(found.charset(), found.collation())) {
			differ("the column %s has the character set %s and the collation %s, and %s is %s", column.name(),
					found.charset(), found.collation(), column.property(), column.type().sqlType());
		}
	}

	private void compareGeneration(ColumnSchema column, FoundColumn found) {
		ColumnSchema.Generation generation = column.definition().generation();
		if (generation == ColumnSchema.Generation.AUTO_INCREMENT && !found.isCounted()) {
			differ("the column %s is not AUTO_INCREMENT, and %s is", column.name(), column.property());
		}
		// The columns of the information schema do not show AUTO_RANDOM.
		if (generation == ColumnSchema.Generation.NONE && found.isCounted() && !column.declaredType(null).counted()) {
			differ("the column %s is AUTO_INCREMENT, and %s is not", column.name(), column.property());
		}
	}

	private void compareFilling(ColumnSchema column, FoundColumn found) {
		Filling filling = column.filling();
		if (filling.isComputed() != found.isComputed()) {
			if (filling.isComputed()) {
				differ("the column %s is not generated, and %s is: GENERATED ALWAYS AS (%s)", column.name(),
						column.property(), filling.generatedAs());
			}
			else if (column.isInserted() || column.isUpdated()) {
				differ("the column %s is generated, and %s is written; with generatedAs, or with insertable = false and "
						+ "updatable = false, it is not", column.name(), column.property());
			}
			return;
		}
		if (filling.isComputed()) {
			compareExpression(column, found);
		}
		compareDefault(column, found);
		String onUpdate = SqlExpression.of(filling.onUpdate()).text();
		if (!filling.onUpdate().isEmpty() && !onUpdate.equals(found.onUpdate())) {
			differ("the column %s has %s, and %s has ON UPDATE %s", column.name(),
					found.onUpdate().isEmpty() ? "no ON UPDATE" : "ON UPDATE " + found.onUpdate(), column.property(),
					filling.onUpdate());
		}
	}

	private void compareExpression(ColumnSchema column, FoundColumn found) {
		Filling filling = column.filling();
		if (!isEqual(filling.generatedAs(), found.expression())) {
			differ("the column %s is generated as (%s), and %s as (%s)", column.name(), found.expression(),
					column.property(), filling.generatedAs());
		}
		if (filling.isStored() != found.isStored()) {
			differ("the column %s is %s, and %s is %s", column.name(), found.isStored() ? "STORED" : "VIRTUAL",
					column.property(), filling.isStored() ? "STORED" : "VIRTUAL");
		}
	}

	/** A stand-in reports expressions in its own words. */
	private boolean isEqual(String declared, @Nullable String found) {
		return !this.table.isOfTiDB()
				|| SqlExpression.of(declared).equals(SqlExpression.of((found != null) ? found : ""));
	}

	/**
	 * A default that only the database has is no difference: it is for rows that others
	 * insert.
	 */
	private void compareDefault(ColumnSchema column, FoundColumn found) {
		if (!column.filling().hasDefault()) {
			return;
		}
		String declared = column.filling().defaultExpression();
		String value = found.defaultValue();
		if (value == null) {
			differ("the column %s has no default, and %s has the default %s", column.name(), column.property(),
					declared);
			return;
		}
		ColumnDefault reported = this.table.isOfTiDB()
				? ColumnDefault.reported(value, found.isDefaultComputed(), found.type())
				: ColumnDefault.declared(value);
		if (!ColumnDefault.declared(declared).isEqualTo(reported, found.type())) {
			differ("the column %s has the default %s, and %s has %s", column.name(), reported, column.property(),
					declared);
		}
	}

	private void compareAutoRandom() {
		if (!this.table.isOfTiDB()) {
			return;
		}
		ColumnSchema generated = this.schema.generated();
		String expected = (generated != null) ? ExistingTable.autoRandomOf(generated.definition().generationAttribute())
				: null;
		String found = this.table.autoRandom();
		if (found != null && expected == null) {
			differ("the primary key is %s, and that of %s is not", found, this.schema.typeName());
		}
		else if (generated != null && expected != null && !expected.equals(found)) {
			differ("the column %s is %s, and %s is %s", generated.name(), (found != null) ? found : "not AUTO_RANDOM",
					generated.property(), expected);
		}
	}

	private void compareOther(FoundColumn found) {
		boolean known = this.schema.columns()
			.stream()
			.anyMatch((column) -> column.name().name().equalsIgnoreCase(found.name()));
		if (!known && !found.nullable() && found.defaultValue() == null && !StringUtils.hasLength(found.extra())) {
			differ("the column %s, which %s does not have, needs a value", Identifier.of(found.name()),
					this.schema.typeName());
		}
	}

	private void compareKey() {
		List<String> key = this.schema.key().stream().map(TableInspection::lowerCase).toList();
		FoundIndex primary = this.table.indexes().get("primary");
		List<String> found = (primary != null) ? primary.columns() : List.of();
		if (!key.equals(found)) {
			differ("the primary key is %s, and that of %s is %s", found, this.schema.typeName(), key);
		}
	}

	private void compare(IndexSchema index) {
		String name = this.table.nameOf(index);
		if (index.isForSearch()) {
			compareSearch(index, name);
			return;
		}
		FoundIndex found = (name != null) ? this.table.indexes().get(name.toLowerCase(Locale.ROOT)) : null;
		if (found == null) {
			differ("the index %s is missing", index.name());
			return;
		}
		boolean hasExpression = index.parts().stream().anyMatch((part) -> part.column() == null);
		if (hasExpression && !this.table.isOfTiDB()) {
			// A stand-in has another index with that name.
			return;
		}
		boolean unique = index.kind() == IndexSchema.Kind.UNIQUE;
		if (!found.columns().equals(index.normalizedParts())) {
			differ("the index %s has the columns %s, and that of %s has %s", index.name(), found.columns(),
					this.schema.typeName(), index.normalizedParts());
		}
		if (found.unique() != unique) {
			differ("the index %s is %s, and that of %s is %s", index.name(), unique ? "not unique" : "unique",
					this.schema.typeName(), unique ? "unique" : "not");
		}
	}

	private void compareSearch(IndexSchema index, @Nullable String name) {
		FoundSearchIndex found = this.table.searchIndexes()
			.stream()
			.filter((other) -> other.name().equals(name))
			.findFirst()
			.orElse(null);
		if (found != null && !found.isEqualTo(index)) {
			differ("the index %s is %s, and that of %s is %s", index.name(), found.description(),
					this.schema.typeName(), index.description());
		}
		// A stand-in has another kind of index with that name.
		else if (name != null && found == null && this.table.isOfTiDB()) {
			differ("the index %s is no %s", index.name(), index.kind().word());
		}
	}

	/** If the type does not know a unique index, an upsert may change another row. */
	private void compareOtherUnique() {
		List<String> known = this.schema.indexes().stream().map((index) -> lowerCase(index.name())).toList();
		List<List<String>> unique = new ArrayList<>();
		Stream.concat(this.schema.indexes().stream(), Stream.ofNullable(this.schema.generatedIndex()))
			.filter((index) -> index.kind() == IndexSchema.Kind.UNIQUE)
			.forEach((index) -> unique.add(index.normalizedParts()));
		this.schema.columns()
			.stream()
			.filter((column) -> column.declaredType(null).unique())
			.forEach((column) -> unique.add(List.of(lowerCase(column))));
		this.table.indexes()
			.values()
			.stream()
			.filter((index) -> index.unique() && !index.isPrimary() && !unique.contains(index.columns())
					&& !known.contains(index.name().toLowerCase(Locale.ROOT)))
			.forEach((index) -> differ(
					"the table has the unique index %s on %s, and %s has none: save() "
							+ "would change the row with that value instead of failing",
					Identifier.of(index.name()), index.columns(), this.schema.typeName()));
	}

	private static String lowerCase(ColumnSchema column) {
		return lowerCase(column.name());
	}

	private static String lowerCase(Identifier name) {
		return name.name().toLowerCase(Locale.ROOT);
	}

}
