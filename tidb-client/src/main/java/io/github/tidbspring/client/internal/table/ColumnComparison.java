package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import io.github.tidbspring.client.internal.schema.ColumnDefault;
import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnSchema.Generation;
import io.github.tidbspring.client.internal.schema.ColumnType;
import io.github.tidbspring.client.internal.schema.Filling;
import io.github.tidbspring.client.internal.schema.SqlExpression;
import io.github.tidbspring.client.internal.schema.SqlType;
import io.github.tidbspring.client.internal.schema.TypeChange;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundColumn;
import org.jspecify.annotations.Nullable;

/**
 * Compares a column with the property that describes it.
 */
final class ColumnComparison {

	private static final String KEY = "TiDB does not change the primary key of a table";

	private final ColumnSchema column;

	private final ExistingTable table;

	private final TableDdl ddl;

	private final TableRows rows;

	private final List<Difference> differences = new ArrayList<>();

	/** The sentences of the differences that one MODIFY COLUMN removes. */
	private final List<String> modified = new ArrayList<>();

	ColumnComparison(ColumnSchema column, ExistingTable table, TableDdl ddl, TableRows rows) {
		this.column = column;
		this.table = table;
		this.ddl = ddl;
		this.rows = rows;
	}

	/**
	 * Return the differences.
	 * @param found the column; {@code null} if it is missing
	 * @param others all columns of the table
	 * @return the differences
	 */
	List<Difference> differences(@Nullable FoundColumn found, Collection<FoundColumn> others) {
		if (found == null) {
			return List.of(missing());
		}
		ColumnAlteration alteration = new ColumnAlteration(this.column, found, this.table);
		String obstacle = obstacle(others);
		compareType(found, alteration, obstacle);
		// The definition of a vector that the server makes has no NULL: whether it is
		// NULL
		// depends on the text.
		if (!this.column.isMadeByServer()) {
			compareFilling(found, alteration, obstacle);
			compareNullability(found, alteration, obstacle);
			compareGeneration(found);
		}
		for (int i = 0; i < this.modified.size(); i++) {
			this.differences.add(i,
					(i == 0) ? Difference.changed(this.modified.get(i), this.ddl.alter(alteration.sql()))
							: Difference.changed(this.modified.get(i)));
		}
		return this.differences;
	}

	private Difference missing() {
		String sentence = sentence("the column %s of %s is missing", this.column.name(), this.column.property());
		Filling filling = this.column.filling();
		SqlType declared = this.column.declaredType(null);
		if (this.column.isKey()) {
			return Difference.refused(sentence, KEY);
		}
		if (this.column.isMadeByServer() || filling.isStored()) {
			return Difference.refused(sentence, "TiDB adds no STORED column to an existing table, only a VIRTUAL one");
		}
		if (this.column.isGenerated() || declared.counted() || declared.unique()) {
			return Difference.refused(sentence, "TiDB adds no AUTO_INCREMENT or UNIQUE column to an existing table");
		}
		boolean later = hasDefaultOfEachRow();
		boolean valueless = !this.column.isNullable() && !filling.isComputed() && (!filling.hasDefault() || later)
				&& (later || !isPrimitive());
		if (valueless && this.rows.any()) {
			return Difference.refused(sentence,
					"the existing rows would get a value that nobody has given them, such as a text without characters or "
							+ "the year 0; with nullable = true, or a constant defaultExpression, the column can be added");
		}
		if (!later) {
			return Difference.changed(sentence, this.ddl.addColumn(this.column, true));
		}
		return isLargeObject()
				? Difference.refused(sentence, "TiDB has such a default only if the table is created with it")
				: Difference.changed(sentence, this.ddl.addColumn(this.column, false),
						this.ddl.setDefault(this.column));
	}

	/** The value 0 of a primitive type is the one that a row without it would have. */
	private boolean isPrimitive() {
		return this.column.property().type().isPrimitive() && this.column.property().type() != char.class;
	}

	/**
	 * Whether the default is a function that TiDB does not evaluate for existing rows.
	 */
	private boolean hasDefaultOfEachRow() {
		ColumnDefault expression = ColumnDefault.declared(this.column.filling().defaultExpression());
		return this.column.filling().hasDefault() && !expression.isLiteral() && !isCurrentTime(expression);
	}

	private static boolean isCurrentTime(ColumnDefault expression) {
		return expression.text().startsWith("current_timestamp") || expression.text().startsWith("current_date");
	}

	private boolean isLargeObject() {
		return this.column.type().kind() != ColumnType.Kind.PLAIN
				|| this.column.type().sqlType().toUpperCase(Locale.ROOT).matches("(?s).*(TEXT|BLOB).*");
	}

	/** Return why the column cannot be modified; {@code null} if it can. */
	private @Nullable String obstacle(Collection<FoundColumn> others) {
		String name = this.column.name().name().toLowerCase(Locale.ROOT);
		for (FoundColumn other : others) {
			boolean depends = other.isComputed()
					&& Arrays.asList(SqlExpression.of(String.valueOf(other.expression())).text().split("[^\\w$]+"))
						.contains(name);
			if (depends) {
				return "TiDB does not modify it, because the generated column %s depends on it".formatted(other.name());
			}
		}
		boolean refers = this.table.hasForeignKeys() && this.table.foreignKeys()
			.stream()
			.anyMatch((key) -> key.columns().stream().anyMatch((each) -> each.isSameAs(name)));
		return refers ? "it is in a foreign key, which is to be dropped first" : null;
	}

	private void modify(String sentence, @Nullable String refusal, Runnable change) {
		if (refusal != null) {
			this.differences.add(Difference.refused(sentence, refusal));
		}
		else {
			change.run();
			this.modified.add(sentence);
		}
	}

	private void compareType(FoundColumn found, ColumnAlteration alteration, @Nullable String obstacle) {
		SqlType expected = this.column.declaredType(found.charset());
		SqlType reported = SqlType.reported(found.type());
		if (!expected.text().equals(reported.text())) {
			TypeChange change = new TypeChange(reported, expected);
			String refusal = (obstacle != null) ? obstacle
					: (found.isComputed() ? refusalOfComputed(change) : refusal(change));
			modify(sentence("the column %s is %s, and %s is %s", this.column.name(),
					found.type().toLowerCase(Locale.ROOT), this.column.property(), expected.text()), refusal,
					alteration::type);
		}
		else if (!expected.isOf(found.charset(), found.collation())) {
			String indexed = this.table.hasIndexOn(this.column.name())
					? "TiDB does not change the collation of a column that is in an index; drop the index first" : null;
			modify(sentence("the column %s has the character set %s and the collation %s, and %s is %s",
					this.column.name(), found.charset(), found.collation(), this.column.property(),
					this.column.type().sqlType()),
					isSubset(found.charset(), expected.charset()) ? ((obstacle != null) ? obstacle : indexed)
							: "TiDB does not change this character set",
					alteration::type);
		}
	}

	/** Whether TiDB changes a character set into another one. */
	private static boolean isSubset(@Nullable String from, @Nullable String to) {
		return to == null || to.equalsIgnoreCase(from)
				|| (to.equalsIgnoreCase("utf8mb4") && from != null && from.matches("(?i)ascii|latin1|utf8|utf8mb3"));
	}

	private static @Nullable String refusalOfComputed(TypeChange change) {
		return (change.isLossless() && change.isOfDescription()) ? null
				: "TiDB does not change the type of a generated column in this way; the column can be dropped and added";
	}

	private @Nullable String refusal(TypeChange change) {
		if (!change.isLossless()) {
			return "values that do not fit the other type would be lost";
		}
		if (this.column.isKey() && !change.isOfDescription()) {
			return "TiDB does not change the primary key of a table in this way";
		}
		return (change.isToLargeObject() && this.table.hasIndexOn(this.column.name()))
				? "the column is in an index, which a %s can only be with a length; drop the index first"
					.formatted(change.to().text())
				: null;
	}

	private void compareNullability(FoundColumn found, ColumnAlteration alteration, @Nullable String obstacle) {
		// MariaDB, as a stand-in, has no generated columns that are NOT NULL.
		boolean comparable = this.table.isOfTiDB() || !found.isComputed();
		if (!comparable || found.nullable() == this.column.isNullable()) {
			return;
		}
		String refusal = obstacle;
		if (refusal == null && found.nullable() && this.rows.anyNull(this.column.name())) {
			refusal = "there are rows in which it is NULL";
		}
		modify(sentence(found.nullable() ? "the column %s may be NULL, and %s may not"
				: "the column %s may not be NULL, and %s may", this.column.name(), this.column.property()), refusal,
				alteration::nullability);
	}

	private void compareGeneration(FoundColumn found) {
		Generation generation = this.column.definition().generation();
		// The columns of the information schema do not show AUTO_RANDOM.
		boolean counts = this.column.declaredType(null).counted();
		if (generation == Generation.AUTO_INCREMENT && !found.isCounted()) {
			this.differences
				.add(Difference.refused(sentence("the column %s is not AUTO_INCREMENT, and %s is", this.column.name(),
						this.column.property()), "TiDB does not make an existing column AUTO_INCREMENT"));
		}
		if (generation == Generation.NONE && found.isCounted() && !counts) {
			this.differences.add(Difference.refused(
					sentence("the column %s is AUTO_INCREMENT, and %s is not", this.column.name(),
							this.column.property()),
					"TiDB removes AUTO_INCREMENT only if tidb_allow_remove_auto_inc is set, and never adds it again"));
		}
	}

	private void compareFilling(FoundColumn found, ColumnAlteration alteration, @Nullable String obstacle) {
		Filling filling = this.column.filling();
		if (filling.isComputed() != found.isComputed()) {
			compareComputed(found, alteration, obstacle);
			return;
		}
		if (filling.isComputed()) {
			compareExpression(found, alteration, obstacle);
		}
		compareDefault(found, alteration, obstacle);
		String onUpdate = SqlExpression.of(filling.onUpdate()).text();
		if (!filling.onUpdate().isEmpty() && !onUpdate.equals(found.onUpdate())) {
			modify(sentence("the column %s has %s, and %s has ON UPDATE %s", this.column.name(),
					found.onUpdate().isEmpty() ? "no ON UPDATE" : "ON UPDATE " + found.onUpdate(),
					this.column.property(), filling.onUpdate()), obstacle, alteration::onUpdate);
		}
	}

	private void compareComputed(FoundColumn found, ColumnAlteration alteration, @Nullable String obstacle) {
		if (this.column.filling().isComputed()) {
			this.differences.add(Difference.refused(
					sentence("the column %s is not generated, and %s is: GENERATED ALWAYS AS (%s)", this.column.name(),
							this.column.property(), this.column.filling().generatedAs()),
					"the values of the column would be lost, and TiDB does not make an existing column a generated one"));
		}
		else if (this.column.isInserted() || this.column.isUpdated()) {
			String virtual = found.isStored() ? null
					: "TiDB does not make a VIRTUAL column one that is written; it has no values of its own";
			modify(sentence(
					"the column %s is generated, and %s is written; with generatedAs, or with insertable = false and "
							+ "updatable = false, it is not",
					this.column.name(), this.column.property()), (obstacle != null) ? obstacle : virtual,
					alteration::noExpression);
		}
	}

	private void compareExpression(FoundColumn found, ColumnAlteration alteration, @Nullable String obstacle) {
		Filling filling = this.column.filling();
		if (filling.isStored() != found.isStored()) {
			this.differences.add(Difference.refused(
					sentence("the column %s is %s, and %s is %s", this.column.name(), storage(found.isStored()),
							this.column.property(), storage(filling.isStored())),
					"TiDB does not change this; the column can be dropped and added"));
			return;
		}
		// A stand-in reports expressions in its own words.
		boolean equal = !this.table.isOfTiDB()
				|| SqlExpression.of(filling.generatedAs()).equals(SqlExpression.of(String.valueOf(found.expression())));
		if (!equal) {
			String refusal = obstacle;
			if (refusal == null && (found.isStored() || this.table.hasIndexOn(this.column.name()))) {
				refusal = found.isStored() ? "TiDB does not change the expression of a STORED column"
						: "TiDB does not change the expression of a column that is in an index; drop the index first";
			}
			modify(sentence("the column %s is generated as (%s), and %s as (%s)", this.column.name(),
					found.expression(), this.column.property(), filling.generatedAs()), refusal,
					alteration::expression);
		}
	}

	private static String storage(boolean stored) {
		return stored ? "STORED" : "VIRTUAL";
	}

	/**
	 * A default that only the database has is no difference: it is for rows that others
	 * insert.
	 */
	private void compareDefault(FoundColumn found, ColumnAlteration alteration, @Nullable String obstacle) {
		if (!this.column.filling().hasDefault()) {
			return;
		}
		String expression = this.column.filling().defaultExpression();
		ColumnDefault declared = ColumnDefault.declared(expression);
		String value = found.defaultValue();
		ColumnDefault reported = (value == null) ? null : reported(found, value);
		if (reported != null && declared.isEqualTo(reported, found.type())) {
			return;
		}
		String sentence = (reported == null)
				? sentence("the column %s has no default, and %s has the default %s", this.column.name(),
						this.column.property(), expression)
				: sentence("the column %s has the default %s, and %s has %s", this.column.name(), reported,
						this.column.property(), expression);
		if (!declared.isLiteral() && isLargeObject()) {
			this.differences
				.add(Difference.refused(sentence, "TiDB has such a default only if the table is created with it"));
		}
		else if (isCurrentTime(declared)) {
			modify(sentence, obstacle, alteration::defaultExpression);
		}
		else {
			this.differences.add(Difference.changed(sentence, this.ddl.setDefault(this.column)));
		}
	}

	private ColumnDefault reported(FoundColumn found, String value) {
		return this.table.isOfTiDB() ? ColumnDefault.reported(value, found.isDefaultComputed(), found.type())
				: ColumnDefault.declared(value);
	}

	private static String sentence(String message, @Nullable Object... arguments) {
		return message.formatted(arguments);
	}

}
