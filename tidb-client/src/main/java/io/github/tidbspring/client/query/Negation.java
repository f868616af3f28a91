package io.github.tidbspring.client.query;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The negation of a condition: unknown if the condition is.
 *
 * @param condition the condition
 */
record Negation(Predicate condition) implements Predicate {

	@Override
	public void appendTo(SqlBuilder sql, ColumnScope scope) {
		sql.append("NOT (");
		this.condition.exact().appendTo(sql, scope);
		sql.append(")");
	}

	@Override
	public @Nullable Constant constant() {
		Constant constant = this.condition.constant();
		return (constant != null) ? constant.negated() : null;
	}

	@Override
	public String toString() {
		return "NOT (" + this.condition + ")";
	}

}
