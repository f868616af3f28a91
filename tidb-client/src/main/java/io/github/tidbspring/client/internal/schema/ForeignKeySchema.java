package io.github.tidbspring.client.internal.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.tidbspring.client.annotation.TiDBForeignKey.Action;
import io.github.tidbspring.client.internal.sql.Identifier;

/**
 * A foreign key of a table.
 *
 * @param name its name
 * @param columns its columns
 * @param table the referenced table
 * @param referenced the referenced columns
 * @param onDelete what happens if a referenced row is deleted
 * @param onUpdate what happens if a referenced key is changed
 */
public record ForeignKeySchema(Identifier name, List<Identifier> columns, Identifier table, List<Identifier> referenced,
		Action onDelete, Action onUpdate) {

	/** The definition in DDL, without the name. */
	public String definition() {
		return "FOREIGN KEY " + names(this.columns) + " REFERENCES " + this.table.quoted() + " "
				+ names(this.referenced) + clause("DELETE", this.onDelete) + clause("UPDATE", this.onUpdate);
	}

	private static String names(List<Identifier> columns) {
		return columns.stream().map(Identifier::quoted).collect(Collectors.joining(", ", "(", ")"));
	}

	private static String clause(String event, Action action) {
		return (action == Action.RESTRICT) ? "" : " ON " + event + " " + action.name().replace('_', ' ');
	}

	/** Whether it has the same columns and actions, whatever its name. */
	public boolean isEqualTo(ForeignKeySchema other) {
		return lowerCase(this).equals(lowerCase(other));
	}

	private static String lowerCase(ForeignKeySchema key) {
		return key.definition().toLowerCase(Locale.ROOT);
	}

}
