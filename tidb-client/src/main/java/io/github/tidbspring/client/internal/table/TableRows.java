package io.github.tidbspring.client.internal.table;

import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * What the rows of a table have that decides whether a change loses data.
 *
 * @param jdbc runs the queries; {@code null} to assume the worst without a query
 * @param table the table
 */
record TableRows(@Nullable JdbcOperations jdbc, Identifier table) {

	/** Whether the table has any rows. */
	boolean any() {
		return exists("");
	}

	/** Whether a row has no value in a column. */
	boolean anyNull(Identifier column) {
		return exists(" WHERE " + column.quoted() + " IS NULL");
	}

	private boolean exists(String condition) {
		return this.jdbc == null || !this.jdbc
			.queryForList("SELECT 1 FROM " + this.table.quoted() + condition + " LIMIT 1", Integer.class)
			.isEmpty();
	}

}
