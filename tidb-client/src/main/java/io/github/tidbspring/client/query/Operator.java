package io.github.tidbspring.client.query;

/**
 * What compares two values.
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

}
