package io.github.tidbspring.client.internal.schema;

/**
 * The options of a table.
 *
 * @param comment its comment; empty if it has none
 * @param ttl the expression of its time to live; empty if it has none
 * @param others other options in SQL; empty if it has none
 */
public record TableOptions(String comment, String ttl, String others) {

	/** No options. */
	public static final TableOptions NONE = new TableOptions("", "", "");

	/** The normalized time to live. */
	public String normalizedTtl() {
		return SqlExpression.of(this.ttl).text();
	}

}
