package io.github.tidbspring.client.internal.table;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.tidbspring.client.internal.schema.CheckSchema;
import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundColumn;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundIndex;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.table.SchemaDiff;
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

	private static final String AUTO_RANDOM = "TiDB does not add, change or remove AUTO_RANDOM in an existing table";

	private final ExistingTable table;

	private final TableSchema<?> schema;

	private final TableRows rows;

	private final TableDdl ddl;

	private final List<Difference> differences = new ArrayList<>();

	private AbsentColumns absent = AbsentColumns.NONE;

	TableInspection(JdbcOperations jdbc, TableSchema<?> schema) {
		this(jdbc, schema, new TableRows(null, schema.name()));
	}

	private TableInspection(JdbcOperations jdbc, TableSchema<?> schema, TableRows rows) {
		this.table = new ExistingTable(jdbc, schema.name());
		this.schema = schema;
		this.rows = rows;
		this.ddl = new TableDdl(schema);
	}

	/**
	 * Create an inspection whose differences have the statements that remove them, which
	 * depend on the rows of the table.
	 * @param jdbc runs the queries
	 * @param schema the table as the type describes it
	 * @return the inspection
	 */
	static TableInspection withChanges(JdbcOperations jdbc, TableSchema<?> schema) {
		return new TableInspection(jdbc, schema, new TableRows(jdbc, schema.name()));
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
			compare();
			for (IndexSchema index : missingSearchIndexes()) {
				String obstacle = obstacles.apply(index);
				if (obstacle != null) {
					impossible.put(index, obstacle);
				}
				else {
					add(new IndexComparison(this.schema, this.table, this.absent).missing(index));
				}
			}
			if (strict) {
				impossibleChecks().forEach((check) -> add(constraints().missing(check)));
			}
		}
		else {
			add(Difference.refused("there is no such table in the current database", ""));
		}
		throwDifferences();
		return impossible;
	}

	/**
	 * Return the statements that bring an existing table to its type.
	 * @param obstacles returns why the server cannot have an index, or {@code null} if it
	 * can
	 * @param strict whether the table must have what the server cannot have
	 * @return the statements, and the other differences
	 */
	SchemaDiff diff(Function<IndexSchema, @Nullable String> obstacles, boolean strict) {
		compare();
		IndexComparison indexes = new IndexComparison(this.schema, this.table, this.absent);
		for (IndexSchema index : missingSearchIndexes()) {
			String obstacle = obstacles.apply(index);
			if (obstacle == null) {
				add(indexes.missing(index));
			}
			else if (strict) {
				add(Difference.refused(indexes.missing(index).sentence(), obstacle));
			}
		}
		if (strict) {
			impossibleChecks().forEach((check) -> add(Difference.refused(constraints().missing(check).sentence(),
					"tidb_enable_check_constraint is off")));
		}
		return SchemaDiff.of(
				this.differences.stream().flatMap((difference) -> difference.statements().stream()).toList(),
				this.differences.stream()
					.filter((difference) -> difference.refusal() != null)
					.map(Difference::refused)
					.toList());
	}

	/**
	 * Check that the table has all vector and full-text indexes.
	 * @throws TableMismatchException if one is missing
	 */
	void requireSearchIndexes() {
		missingSearchIndexes()
			.forEach((index) -> add(new IndexComparison(this.schema, this.table, this.absent).missing(index)));
		throwDifferences();
	}

	private void throwDifferences() {
		if (!this.differences.isEmpty()) {
			throw new TableMismatchException(this.schema.name().toString(), this.schema.typeName(), sentences());
		}
	}

	private List<String> sentences() {
		return this.differences.stream().map(Difference::sentence).toList();
	}

	private void add(Difference difference) {
		this.differences.add(difference);
	}

	/** All differences except missing vector and full-text indexes. */
	List<String> differences() {
		compare();
		return sentences();
	}

	private void compare() {
		Map<String, FoundColumn> found = this.table.columns();
		// Generated columns may refer to others that are added.
		compareColumns(found, false);
		compareColumns(found, true);
		compareTimeZone(found);
		found.values().forEach(this::compareOther);
		compareKey();
		compareAutoRandom();
		this.differences.addAll(new IndexComparison(this.schema, this.table, this.absent).differences());
		this.differences.addAll(constraints().differences());
	}

	private void compareColumns(Map<String, FoundColumn> found, boolean computed) {
		Set<String> missing = new HashSet<>(this.absent.names());
		for (ColumnSchema column : this.schema.columns()) {
			if (column.filling().isComputed() != computed) {
				continue;
			}
			List<Difference> compared = new ColumnComparison(column, this.table, this.ddl, this.rows)
				.differences(found.get(lowerCase(column)), found.values())
				.stream()
				.map((difference) -> this.absent.check(difference, column.filling().generatedAs()))
				.toList();
			this.differences.addAll(compared);
			if (!found.containsKey(lowerCase(column)) && compared.get(0).statements().isEmpty()) {
				missing.add(lowerCase(column));
			}
		}
		this.absent = new AbsentColumns(missing);
	}

	private ConstraintComparison constraints() {
		return new ConstraintComparison(this.schema, this.table, this.rows, this.absent);
	}

	/**
	 * Return the CHECK constraints that are missing because the server does not create
	 * any. They are no difference.
	 * @return the constraints
	 */
	List<CheckSchema> impossibleChecks() {
		return this.table.acceptsChecks() ? List.of() : constraints().missingChecks();
	}

	/** The missing vector and full-text indexes, except those that are created later. */
	List<IndexSchema> missingSearchIndexes() {
		return this.schema.searchIndexes().stream().filter((index) -> this.table.nameOf(index) == null).toList();
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
			stamps.forEach((column) -> refuse("it is no property of the table",
					"the column %s is TIMESTAMP, which the session reads in its own time zone, and %s is written in "
							+ "UTC; set connectionTimeZone=UTC and forceConnectionTimeZoneToSession=true for the driver, "
							+ "or make it DATETIME(6)",
					column.name(), column.property()));
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
			refuse(AUTO_RANDOM, "the primary key is %s, and that of %s is not", found, this.schema.typeName());
		}
		else if (generated != null && expected != null && !expected.equals(found)) {
			refuse(AUTO_RANDOM, "the column %s is %s, and %s is %s", generated.name(),
					(found != null) ? found : "not AUTO_RANDOM", generated.property(), expected);
		}
	}

	private void compareOther(FoundColumn found) {
		boolean known = this.schema.columns()
			.stream()
			.anyMatch((column) -> column.name().name().equalsIgnoreCase(found.name()));
		if (!known && !found.nullable() && found.defaultValue() == null && !StringUtils.hasLength(found.extra())) {
			refuse("to drop it would lose its values; it can become nullable, or get a default",
					"the column %s, which %s does not have, needs a value", Identifier.of(found.name()),
					this.schema.typeName());
		}
	}

	private void compareKey() {
		List<String> key = this.schema.key().stream().map(TableInspection::lowerCase).toList();
		FoundIndex primary = this.table.indexes().get("primary");
		List<String> found = (primary != null) ? primary.columns() : List.of();
		if (!key.equals(found)) {
			refuse("TiDB does not change the primary key of a table", "the primary key is %s, and that of %s is %s",
					found, this.schema.typeName(), key);
		}
	}

	private void refuse(String reason, String message, @Nullable Object... arguments) {
		add(Difference.refused(message.formatted(arguments), reason));
	}

	private static String lowerCase(ColumnSchema column) {
		return lowerCase(column.name());
	}

	private static String lowerCase(Identifier name) {
		return name.name().toLowerCase(Locale.ROOT);
	}

}
