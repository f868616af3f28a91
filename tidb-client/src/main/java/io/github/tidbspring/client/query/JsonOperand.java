package io.github.tidbspring.client.query;

import java.util.List;

import io.github.tidbspring.client.internal.schema.JsonPlace;
import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * A value in a JSON document, compared as what it is: a string with strings, a number
 * with numbers, a boolean with booleans.
 * <p>
 * A test yields true or false for a value, and unknown where there is none or it is
 * JSON's null, so that a negation leaves those rows out as it does with a column. Each
 * value is extracted behind a test of its type and is SQL's NULL for another type: a
 * server that evaluates all branches of a {@code CASE}, as TiKV does, then meets nothing
 * that it cannot cast, which would end a {@code DELETE} with an error.
 *
 * @param property the name that the filter has for it
 * @param column the quoted name of the column with the document
 * @param path the path, as the JSON functions take it
 * @param place what is known of the value
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/data-type-json/#json-value-types">JSON value
 * types</a>
 */
record JsonOperand(String property, String column, String path, JsonPlace place) implements Operand {

	private static final String STRING = "= 'STRING'";

	private static final String BOOLEAN = "= 'BOOLEAN'";

	private static final String INTEGER = "IN ('INTEGER', 'UNSIGNED INTEGER')";

	private static final String DOUBLE = "= 'DOUBLE'";

	private static final String NUMBER = "IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE')";

	@Override
	public void compare(SqlBuilder sql, Operator operator, Object value) {
		boolean ordered = operator != Operator.EQ && operator != Operator.NE;
		JsonScalars scalars = JsonScalars.of(this.property, List.of(value),
				ordered ? this.place::sortable : this.place::scalar);
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
		// Not compared as binary: "_" stands for a character, not for a byte.
		text(sql).append(" USING utf8mb4) COLLATE utf8mb4_bin END LIKE ").parameter(pattern);
		endTest(sql.append(escape + ", "));
	}

	@Override
	public void isNull(SqlBuilder sql, boolean negated) {
		typeOrNull(sql).append(negated ? " <> 'NULL'" : " = 'NULL'");
	}

	/**
	 * Order by numbers, and where they are equal or none by texts: what is neither comes
	 * first, then booleans and strings, then numbers.
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
		// As binary: neither the connection's collation nor a trailing space counts.
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
		// From its text: a JSON integer may be made a decimal by way of a double.
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
