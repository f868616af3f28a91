package io.github.tidbspring.client.query;

import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnType;
import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * A column, compared by the rules of its type and collation.
 *
 * @param property the name in the filter
 * @param quoted the quoted name in the statement
 * @param column the column
 */
record ColumnOperand(String property, String quoted, ColumnSchema column) implements Operand {

	@Override
	public void compare(SqlBuilder sql, Operator operator, Object value) {
		rejectVector();
		sql.append(this.quoted)
			.append(" " + operator.sql() + " ")
			.parameter(this.column.conditionParameter(value, operator.use()));
	}

	@Override
	public void in(SqlBuilder sql, List<Object> values, boolean negated) {
		rejectVector();
		if (values.isEmpty()) {
			sql.append(negated ? "TRUE" : "FALSE");
			return;
		}
		sql.append(this.quoted)
			.append(negated ? " NOT IN " : " IN ")
			.list(values.stream().map(this.column::conditionParameter).toList());
	}

	@Override
	public void like(SqlBuilder sql, String pattern, String escape) {
		rejectVector();
		sql.append(this.quoted)
			.append(" LIKE ")
			.parameter(this.column.conditionParameter(pattern, ColumnType.Use.PATTERN))
			.append(escape);
	}

	@Override
	public void contains(SqlBuilder sql, List<Object> elements, boolean exact) {
		throw new IllegalArgumentException(("'%s' is not JSON, so it has no elements; contains(…) finds a part of a "
				+ "text, and in(…) one of several values")
			.formatted(this.property));
	}

	@Override
	public void isNull(SqlBuilder sql, boolean negated) {
		sql.append(this.quoted).append(negated ? " IS NOT NULL" : " IS NULL");
	}

	@Override
	public void orderBy(SqlBuilder sql, String direction) {
		rejectVector();
		sql.append(this.quoted).append(" " + direction);
	}

	private void rejectVector() {
		if (this.column.type().kind() == ColumnType.Kind.VECTOR) {
			throw new IllegalArgumentException(("'%s' is a vector column: a filter can only test whether it is null, "
					+ "and rows cannot be ordered by it; search by distance instead")
				.formatted(this.property));
		}
	}

}
