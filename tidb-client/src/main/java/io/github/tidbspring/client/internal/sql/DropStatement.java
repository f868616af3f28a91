package io.github.tidbspring.client.internal.sql;

/**
 * Statements that drop what has a name.
 */
public final class DropStatement {

	private DropStatement() {
	}

	/**
	 * Return the statement that drops a table.
	 * @param table the table
	 * @param ifExists whether it is no error if there is none
	 * @return the statement
	 */
	public static String table(Identifier table, boolean ifExists) {
		return "DROP TABLE " + (ifExists ? "IF EXISTS " : "") + table.quoted();
	}

	/**
	 * Return the statement that drops an index.
	 * @param index the index
	 * @param table its table
	 * @return the statement
	 */
	public static String index(Identifier index, Identifier table) {
		return "DROP INDEX " + index.quoted() + " ON " + table.quoted();
	}

}
