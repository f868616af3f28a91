package io.github.tidbspring.client.query;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * A condition that is true, or false, for each row.
 */
enum Constant implements Predicate {

	TRUE, FALSE;

	@Override
	public void appendTo(SqlBuilder sql, ColumnScope scope) {
		sql.append(name());
	}

	@Override
	public Constant constant() {
		return this;
	}

	Constant negated() {
		return (this == TRUE) ? FALSE : TRUE;
	}

}
