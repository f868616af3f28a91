package io.github.tidbspring.client.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A column, compared by the rules of its type and collation.
 *
 * @param property the name that the filter has for it
 * @param column the column's quoted name
 * @param reference the column
 */
record ColumnOperand(String property, String column, ColumnReference reference) implements Operand {

	@Override
	public void compare(FragmentBuilder sql, Operator operator, Object value) {
		refuseVector();
		sql.append(this.column)
			.append(" " + operator.sql() + " ")
			.parameter(this.reference.toParameter(value, use(operator)));
	}

	private static ColumnReference.Use use(Operator operator) {
		boolean equality = operator == Operator.EQ || operator == Operator.NE;
		return equality ? ColumnReference.Use.EQUALITY : ColumnReference.Use.ORDER;
	}

	@Override
	public void in(FragmentBuilder sql, List<Object> values, boolean negated) {
		refuseVector();
		if (values.isEmpty()) {
			sql.append(negated ? "TRUE" : "FALSE");
			return;
		}
		sql.append(this.column)
			.append(negated ? " NOT IN " : " IN ")
			.parameterList(values.stream().map(this.reference::toParameter).toList());
	}

	@Override
	public void like(FragmentBuilder sql, String pattern, @Nullable Character escape) {
		refuseVector();
		sql.append(this.column)
			.append(" LIKE ")
			.parameter(this.reference.toParameter(pattern, ColumnReference.Use.PATTERN));
		if (escape != null) {
			sql.append(" ESCAPE '" + escape + "'");
		}
	}

	@Override
	public void isNull(FragmentBuilder sql, boolean negated) {
		sql.append(this.column).append(negated ? " IS NOT NULL" : " IS NULL");
	}

	@Override
	public void orderBy(FragmentBuilder sql, String direction) {
		refuseVector();
		sql.append(this.column).append(" " + direction);
	}

	private void refuseVector() {
		if (this.reference.kind() == ColumnReference.Kind.VECTOR) {
			throw new IllegalArgumentException(("'%s' is a vector column: a filter can only ask whether it is null, "
					+ "and no order follows from it; search by distance instead")
				.formatted(this.property));
		}
	}

}
