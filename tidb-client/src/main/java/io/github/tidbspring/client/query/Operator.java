package io.github.tidbspring.client.query;

import io.github.tidbspring.client.internal.schema.ColumnType.Use;

/**
 * A comparison operator.
 */
enum Operator {

	EQ("="), NE("<>"), GT(">"), GTE(">="), LT("<"), LTE("<=");

	private final String sql;

	Operator(String sql) {
		this.sql = sql;
	}

	String sql() {
		return this.sql;
	}

	Use use() {
		return (this == EQ || this == NE) ? Use.EQUALITY : Use.ORDER;
	}

}
