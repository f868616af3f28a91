package io.github.tidbspring.client.query;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * A test whether a property is null.
 *
 * @param property the property
 * @param negated whether it must not be null
 */
record NullTest(String property, boolean negated) implements Predicate {

	@Override
	public void appendTo(SqlBuilder sql, ColumnScope scope) {
		Operand.of(this.property, scope).isNull(sql, this.negated);
	}

	@Override
	public String toString() {
		return this.property + (this.negated ? " IS NOT NULL" : " IS NULL");
	}

}
