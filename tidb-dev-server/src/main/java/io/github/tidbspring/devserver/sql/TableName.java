package io.github.tidbspring.devserver.sql;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table, without quotes.
 *
 * @param database the database, or {@code null} for the current one
 * @param table the table
 * @since 0.1
 */
public record TableName(@Nullable String database, String table) {

	/**
	 * Return the database of the table.
	 * @param current the current database, or {@code null} for none
	 * @return the database, or {@code null} if neither is known
	 */
	public @Nullable String databaseOr(@Nullable String current) {
		return (this.database != null) ? this.database : current;
	}

	static TableName at(Tokens tokens, int index) {
		String first = tokens.get(index).name();
		return tokens.isSymbol(index + 1, '.') ? new TableName(first, tokens.get(index + 2).name())
				: new TableName(null, first);
	}

}
