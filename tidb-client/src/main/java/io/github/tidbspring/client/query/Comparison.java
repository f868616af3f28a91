package io.github.tidbspring.client.query;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of a property with a value.
 *
 * @param property the property
 * @param operator the operator
 * @param value the value
 */
record Comparison(String property, Operator operator, Object value) implements Predicate {

	static Comparison of(String property, Operator operator, @Nullable Object value) {
		if (value == null) {
			throw new IllegalArgumentException(
					"'%s %s' needs a value to compare with, not null".formatted(property, operator.sql()));
		}
		return new Comparison(property, operator, ValueShape.single(property, value));
	}

	@Override
	public void appendTo(SqlBuilder sql, ColumnScope scope) {
		Operand.of(this.property, scope).compare(sql, this.operator, this.value);
	}

	@Override
	public String toString() {
		return this.property + " " + this.operator.sql() + " ?";
	}

}
