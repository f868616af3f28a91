package io.github.tidbspring.client.internal.schema;

import java.util.List;

import io.github.tidbspring.client.internal.sql.Identifier;

/**
 * The constraints of a table besides its indexes.
 *
 * @param foreignKeys its foreign keys
 * @param checks its CHECK constraints
 */
public record TableConstraints(List<ForeignKeySchema> foreignKeys, List<CheckSchema> checks) {

	/** The beginning of default names of foreign keys. */
	static final String FOREIGN_KEY = "fk_";

	/** The beginning of default names of CHECK constraints. */
	static final String CHECK = "chk_";

	/** No constraints. */
	public static final TableConstraints NONE = new TableConstraints(List.of(), List.of());

	/**
	 * Return the constraints of the same table with another name. The names of CHECK
	 * constraints are unique in a database, so those that begin with the name of the
	 * table begin with its new name. A foreign key to the table itself remains one.
	 * @param table the name of the table
	 * @param other the other name
	 * @return the constraints
	 */
	TableConstraints renamed(Identifier table, Identifier other) {
		return new TableConstraints(this.foreignKeys.stream()
			.map((key) -> new ForeignKeySchema(renamed(key.name(), FOREIGN_KEY, table, other), key.columns(),
					key.table().equals(table) ? other : key.table(), key.referenced(), key.onDelete(), key.onUpdate()))
			.toList(),
				this.checks.stream()
					.map((check) -> new CheckSchema(renamed(check.name(), CHECK, table, other), check.condition()))
					.toList());
	}

	private static Identifier renamed(Identifier constraint, String kind, Identifier table, Identifier other) {
		String beginning = kind + table.name() + "_";
		String name = constraint.name();
		return name.startsWith(beginning)
				? IndexSchema.name("", kind + other.name() + "_" + name.substring(beginning.length())) : constraint;
	}

}
