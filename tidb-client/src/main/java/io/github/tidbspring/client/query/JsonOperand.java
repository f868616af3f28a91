package io.github.tidbspring.client.query;

import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnType;
import io.github.tidbspring.client.internal.schema.JsonPlace;
import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * A value in a JSON document, compared with values of the same JSON type: a string with
 * strings, a number with numbers, a boolean with booleans.
 * <p>
 * A test is true or false for a value, and unknown if the value is missing or JSON's
 * null, so that a negation excludes those rows as it does for a column. Each value is
 * extracted after a test of its type, and is SQL's NULL for another type. Therefore a
 * server that evaluates all branches of a {@code CASE}, as TiKV does, does not have to
 * cast a value that it cannot cast, which would be an error in a {@code DELETE}.
 *
 * @param property the name in the filter
 * @param column the quoted name of the column with the document
 * @param path the path for the JSON functions
 * @param place the value as the JSON mapper of the column writes it
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/data-type-json/#json-value-types">JSON value
 * types</a>
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/choose-index/#use-multi-valued-indexes">Multi-valued
 * indexes</a>
 */
record JsonOperand(String property, String column, String path, JsonPlace place) implements Operand {

	private static final String STRING = "= 'STRING'";

	private static final String BOOLEAN = "= 'BOOLEAN'";

	private static final String INTEGER = "IN ('INTEGER', 'UNSIGNED INTEGER')";

	private static final String DOUBLE = "= 'DOUBLE'";

	private static final String NUMBER = "IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE')";

	@Override
	public void compare(SqlBuilder sql, Operator operator, Object value) {
		JsonScalars scalars = JsonScalars.of(this.property, List.of(value),
				(operator.use() == ColumnType.Use.ORDER) ? this.place::sortable : this.place::scalar);
		boolean negated = operator == Operator.NE;
		test(sql, scalars, negated ? Operator.EQ.sql() : operator.sql(), negated);
	}

	@Override
	public void in(SqlBuilder sql, List<Object> values, boolean negated) {
		if (values.isEmpty()) {
			sql.append(negated ? "TRUE" : "FALSE");
			return;
		}
		test(sql, JsonScalars.of(this.property, values, this.place::scalar), "IN", negated);
	}

	@Override
	public void like(SqlBuilder sql, String pattern, String escape) {
		this.place.checkOneValue();
		JsonScalars.wellFormed(PropertyName.shown(this.property), pattern);
		beginTest(sql);
		sql.append("CASE WHEN ");
		type(sql).append(" " + STRING + " THEN CONVERT(");
		// Not as binary, since "_" stands for a character and not for a byte.
		text(sql).append(" USING utf8mb4) COLLATE utf8mb4_bin END LIKE ").parameter(pattern);
		endTest(sql.append(escape + ", "));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * {@code JSON_OVERLAPS} and not {@code JSON_CONTAINS}, for which an element of an
	 * element is an element, and an object with more members equal. As a condition of its
	 * own it can use a multi-valued index; within an expression it cannot.
	 */
	@Override
	public void contains(SqlBuilder sql, List<Object> elements, boolean exact) {
		String list = this.place.elements(elements);
		if (!exact) {
			overlaps(sql, list);
			return;
		}
		beginTest(sql);
		endTest(overlaps(sql, list).append(", "));
	}

	private SqlBuilder overlaps(SqlBuilder sql, String list) {
		return value(sql.append("JSON_OVERLAPS(")).append(", ").parameter(list).append(")");
	}

	@Override
	public void isNull(SqlBuilder sql, boolean negated) {
		typeOrNull(sql).append(negated ? " <> 'NULL'" : " = 'NULL'");
	}

	/**
	 * Order by numbers, and then by texts: values that are neither come first, then
	 * booleans and strings, then numbers.
	 */
	@Override
	public void orderBy(SqlBuilder sql, String direction) {
		this.place.checkOrder();
		number(sql, NUMBER).append(" " + direction + ", ");
		string(sql, "IN ('STRING', 'BOOLEAN')").append(" " + direction);
	}

	private void test(SqlBuilder sql, JsonScalars values, String operator, boolean negated) {
		beginTest(sql.append(negated ? "NOT (" : ""));
		if (!values.strings().isEmpty()) {
			compare(string(sql, STRING), operator, values.strings());
		}
		if (!values.booleans().isEmpty()) {
			compare(string(sql, BOOLEAN), operator, values.booleans());
		}
		if (!values.numbers().isEmpty()) {
			testNumbers(sql, values, operator);
		}
		endTest(sql);
		sql.append(negated ? ")" : "");
	}

	private void testNumbers(SqlBuilder sql, JsonScalars values, String operator) {
		if (!values.needDecimal()) {
			compare(number(sql, NUMBER), operator, values.doubles());
			return;
		}
		compare(decimal(sql), operator, values.integers());
		compare(number(sql, DOUBLE), operator, values.doubles());
	}

	private void beginTest(SqlBuilder sql) {
		sql.append("CASE WHEN ");
		typeOrNull(sql).append(" <> 'NULL' THEN COALESCE(");
	}

	private void endTest(SqlBuilder sql) {
		sql.append("FALSE) END");
	}

	private void compare(SqlBuilder sql, String operator, List<?> values) {
		sql.append(" " + operator + " ");
		if (operator.equals("IN")) {
			sql.list(values);
		}
		else {
			sql.parameter(values.get(0));
		}
		sql.append(", ");
	}

	private SqlBuilder string(SqlBuilder sql, String type) {
		sql.append("CASE WHEN ");
		// As binary, so that neither the connection's collation nor padding matters.
		type(sql).append(" " + type + " THEN CAST(");
		return text(sql).append(" AS BINARY) END");
	}

	private SqlBuilder number(SqlBuilder sql, String type) {
		sql.append("CAST(CASE WHEN ");
		type(sql).append(" " + type + " THEN ");
		return value(sql).append(" END AS DOUBLE)");
	}

	private SqlBuilder decimal(SqlBuilder sql) {
		sql.append("CAST(CASE WHEN ");
		// From the text, since a server may convert a JSON integer to a double first.
		type(sql).append(" " + INTEGER + " THEN ");
		return text(sql).append(" END AS DECIMAL(65, 0))");
	}

	private SqlBuilder typeOrNull(SqlBuilder sql) {
		return type(sql.append("COALESCE(")).append(", 'NULL')");
	}

	private SqlBuilder type(SqlBuilder sql) {
		return value(sql.append("JSON_TYPE(")).append(")");
	}

	private SqlBuilder text(SqlBuilder sql) {
		return value(sql.append("JSON_UNQUOTE(")).append(")");
	}

	private SqlBuilder value(SqlBuilder sql) {
		return sql.append("JSON_EXTRACT(").append(this.column).append(", ").parameter(this.path).append(")");
	}

}
