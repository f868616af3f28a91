package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.schema.CheckSchema;
import io.github.tidbspring.client.internal.schema.ForeignKeySchema;
import io.github.tidbspring.client.internal.schema.SqlExpression;
import io.github.tidbspring.client.internal.schema.TableOption;
import io.github.tidbspring.client.internal.schema.TableOptions;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.sql.Identifier;

/**
 * Compares the foreign keys, CHECK constraints and options of a table with those that its
 * type describes. Those that only the table has are no differences.
 *
 * @param schema the table as the type describes it
 * @param table the table
 * @param rows the rows of the table
 * @param absent the columns that cannot be added
 */
record ConstraintComparison(TableSchema<?> schema, ExistingTable table, TableRows rows, AbsentColumns absent) {

	/** All differences except CHECK constraints that the server does not create. */
	List<Difference> differences() {
		List<Difference> differences = new ArrayList<>();
		List<ForeignKeySchema> keys = this.schema.constraints().foreignKeys();
		List<ForeignKeySchema> found = keys.isEmpty() ? List.of() : this.table.foreignKeys();
		keys.stream()
			.filter((key) -> found.stream().noneMatch(key::isEqualTo))
			.forEach((key) -> differences.add(this.absent.check(compare(key, found),
					key.columns().stream().map(Identifier::quoted).collect(Collectors.joining(" ")))));
		List<CheckSchema> checks = missingChecks();
		if (!checks.isEmpty() && this.table.acceptsChecks()) {
			checks.forEach((check) -> differences.add(missing(check)));
		}
		// A stand-in does not report the options of TiDB.
		if (this.table.isOfTiDB()) {
			compareOptions(differences);
		}
		return differences;
	}

	List<CheckSchema> missingChecks() {
		List<CheckSchema> checks = this.schema.constraints().checks();
		List<CheckSchema> found = checks.isEmpty() ? List.of() : this.table.checks();
		return checks.stream().filter((check) -> found.stream().noneMatch((other) -> isEqual(check, other))).toList();
	}

	/** A stand-in reports conditions in its own words. */
	private boolean isEqual(CheckSchema check, CheckSchema other) {
		return this.table.isOfTiDB() ? SqlExpression.of(check.condition()).equals(SqlExpression.of(other.condition()))
				: other.name().isSameAs(check.name().name());
	}

	Difference missing(CheckSchema check) {
		String sentence = "the constraint %s is missing: %s".formatted(check.name(), check.definition());
		boolean taken = this.table.checks().stream().anyMatch((other) -> other.name().isSameAs(check.name().name()));
		return this.absent.check(taken ? Difference.changed(sentence, ddl().dropCheck(check.name()), ddl().add(check))
				: Difference.changed(sentence, ddl().add(check)), check.condition());
	}

	private Difference compare(ForeignKeySchema key, List<ForeignKeySchema> found) {
		ForeignKeySchema named = found.stream()
			.filter((other) -> other.name().isSameAs(key.name().name()))
			.findFirst()
			.orElse(null);
		if (named == null) {
			return Difference.changed("the foreign key %s is missing: %s".formatted(key.name(), key.definition()),
					ddl().add(key));
		}
		return Difference
			.changed(
					"the foreign key %s is %s, and that of %s is %s".formatted(key.name(), named.definition(),
							this.schema.typeName(), key.definition()),
					ddl().dropForeignKey(named.name()), ddl().add(key));
	}

	private void compareOptions(List<Difference> differences) {
		TableOptions options = this.schema.options();
		if (!options.ttl().isEmpty() && !options.normalizedTtl().equals(this.table.ttl())) {
			String sentence = "the table has %s, and %s has TTL = %s".formatted(
					this.table.ttl().isEmpty() ? "no TTL" : "TTL = " + this.table.ttl(), this.schema.typeName(),
					options.ttl());
			differences
				.add(this.rows.any() ? Difference.refused(sentence, "TiDB would delete the rows that have expired")
						: this.absent.check(Difference.changed(sentence, ddl().alter("TTL = " + options.ttl().strip())),
								options.ttl()));
		}
		boolean expires = !this.table.ttl().isEmpty()
				|| differences.stream().anyMatch((each) -> each.statements().stream().anyMatch(this::setsTimeToLive));
		List<TableOption> found = TableOption.in(this.table.options());
		TableOption.in(options.others())
			.stream()
			.filter((option) -> !found.contains(option))
			.forEach((option) -> differences.add(compare(option, found, expires)));
	}

	private boolean setsTimeToLive(String statement) {
		return statement.startsWith(ddl().alter("TTL = "));
	}

	private Difference compare(TableOption option, List<TableOption> found, boolean expires) {
		TableOption other = found.stream().filter((each) -> each.name().equals(option.name())).findFirst().orElse(null);
		String sentence = "the table has %s, and %s has %s".formatted((other != null) ? other : "no " + option.name(),
				this.schema.typeName(), option);
		if (!expires && option.name().startsWith("TTL_")) {
			return Difference.refused(sentence, "the table has no time to live");
		}
		String refusal = switch (option.name()) {
			case "PRE_SPLIT_REGIONS" -> "TiDB splits a table only when it is created";
			case "CHARSET" -> "TiDB does not change the character set of a table in this way";
			case "AUTO_ID_CACHE" -> (option.value().equals("1") || (other != null && other.value().equals("1")))
					? "TiDB does not change it to 1, or from 1 to another value" : null;
			case "TTL_ENABLE" -> (option.value().equals("on") && this.rows.any())
					? "TiDB would delete the rows that have expired" : null;
			default -> null;
		};
		return (refusal != null) ? Difference.refused(sentence, refusal)
				: Difference.changed(sentence, ddl().alter(option.sql()));
	}

	private TableDdl ddl() {
		return new TableDdl(this.schema);
	}

}
