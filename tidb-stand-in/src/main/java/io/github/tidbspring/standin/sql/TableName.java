package io.github.tidbspring.standin.sql;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table, without quotes.
 *
 * @param database the database, or {@code null} for the current one
 * @param table the table
 */
record TableName(@Nullable String database, String table) {

	static TableName at(Tokens tokens, int index) {
		String first = tokens.get(index).name();
		return tokens.isSymbol(index + 1, '.') ? new TableName(first, tokens.get(index + 2).name())
				: new TableName(null, first);
	}

}
