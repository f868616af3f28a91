package io.github.tidbspring.client.internal.schema;

/**
 * How the database fills a column, and when the value of the property is written.
 *
 * @param defaultExpression the expression of its default; empty if it has none
 * @param onUpdate the value that an update sets; empty if there is none
 * @param generatedAs the expression that it is computed from; empty if it is not computed
 * @param isStored whether it is computed when a row is written, and not when it is read
 * @param isInsertable whether an INSERT writes it
 * @param isUpdatable whether an UPDATE may write it
 */
public record Filling(String defaultExpression, String onUpdate, String generatedAs, boolean isStored,
		boolean isInsertable, boolean isUpdatable) {

	/** A column that is filled by rows alone. */
	public static final Filling NONE = new Filling("", "", "", false, true, true);

	/** Whether the column is computed from others. */
	public boolean isComputed() {
		return !this.generatedAs.isEmpty();
	}

	/** Whether the column has a default that is not NULL. */
	public boolean hasDefault() {
		return !this.defaultExpression.isEmpty() && !this.defaultExpression.strip().equalsIgnoreCase("NULL");
	}

}
