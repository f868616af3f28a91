package io.github.tidbspring.client.query;

import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnType;
import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * A column, compared by the rules of its type and collation.
 *
 * @param property the name that the filter has for it
 * @param quoted the column's name in the statement
 * @param column the column
 */
record ColumnOperand(String property, String quoted, ColumnSchema column) implements Operand {

	@Override
	public void compare(SqlBuilder sql, Operator operator, Object value) {
		refuseVector();
		sql.append(this.quoted)
			.append(" " + operator.sql() + " ")
			.parameter(this.column.conditionParameter(value, use(operator)));
	}

	private static ColumnType.Use use(Operator operator) {
		boolean equality = operator == Operator.EQ || operator == Operator.NE;
		return equality ? ColumnType.Use.EQUALITY : ColumnType.Use.ORDER;
	}

	@Override
	public void in(SqlBuilder sql, List<Object> values, boolean negated) {
		refuseVector();
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
		refuseVector();
		sql.append(this.quoted)
			.append(" LIKE ")
			.parameter(this.column.conditionParameter(pattern, ColumnType.Use.PATTERN))
			.append(escape);
	}

	@Override
	public void isNull(SqlBuilder sql, boolean negated) {
		sql.append(this.quoted).append(negated ? " IS NOT NULL" : " IS NULL");
	}

	@Override
	public void orderBy(SqlBuilder sql, String direction) {
		refuseVector();
		sql.append(this.quoted).append(" " + direction);
	}

	private void refuseVector() {
		if (this.column.type().kind() == ColumnType.Kind.VECTOR) {
			throw new IllegalArgumentException(("'%s' is a vector column: a filter can only ask whether it is null, "
					+ "and no order follows from it; search by distance instead")
				.formatted(this.property));
		}
	}

}
