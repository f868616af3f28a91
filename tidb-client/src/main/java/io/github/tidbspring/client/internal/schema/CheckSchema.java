package io.github.tidbspring.client.internal.schema;

import io.github.tidbspring.client.internal.sql.Identifier;

/**
 * A CHECK constraint of a table.
 *
 * @param name its name
 * @param condition its condition in SQL
 */
public record CheckSchema(Identifier name, String condition) {

	/** The definition in DDL, without the name. */
	public String definition() {
		return "CHECK (" + this.condition + ")";
	}

}
