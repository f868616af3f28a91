package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;
import java.util.Locale;

/**
 * Translates a TiDB statement into one that MariaDB supports, and rejects statements that
 * TiDB would reject. A quick check finds the statements that need no translation. They
 * are not tokenized, so that they cost almost nothing.
 *
 * @since 0.1
 */
public final class StatementTranslator {

	/**
	 * The comment that marks the stand-in's stored functions, so that queries on the
	 * information schema can hide them.
	 */
	public static final String ROUTINE_COMMENT = "of the stand-in for TiDB";

	/**
	 * Translate a statement.
	 * @param sql one TiDB statement
	 * @param existing the definitions of existing tables
	 * @return the statement for MariaDB, which is the given string if nothing had to be
	 * changed
	 * @throws SQLException if TiDB would reject the statement
	 */
	public String translate(String sql, ExistingTables existing) throws SQLException {
		String first = firstWord(sql);
		boolean calls = FunctionCalls.arePossible(sql);
		if (!calls && !JsonArrows.arePossible(sql) && !isPossible(first, sql)) {
			return sql;
		}
		Edits edits = new Edits();
		Tokens tokens = Tokenizer.tokenize(sql, edits);
		if (calls) {
			new FunctionCalls(sql, tokens, existing).check();
		}
		boolean translated = switch (first) {
			case "CREATE" -> new CreateStatement(sql, tokens, edits, existing).translate();
			case "ALTER" -> new AlterStatement(sql, tokens, edits, existing).translate();
			case "BEGIN", "START" -> new TransactionStatement(tokens, edits).translate();
			case "SET" -> new SetStatement(tokens, edits).translate();
			case "DROP", "TRUNCATE", "RENAME" -> {
				new TableStatement(tokens, existing).check();
				yield false;
			}
			default -> {
				boolean arrows = JsonArrows.translate(tokens, edits);
				yield new InformationSchemaQuery(tokens, edits).translate() || arrows;
			}
		};
		return translated ? edits.apply(sql) : sql;
	}

	private static boolean isPossible(String first, String sql) {
		return switch (first) {
			case "CREATE", "ALTER", "BEGIN", "START", "DROP", "TRUNCATE", "RENAME" -> true;
			case "SET" -> SetStatement.isPossible(sql);
			case "", "SELECT", "WITH" -> InformationSchemaQuery.isPossible(sql);
			default -> false;
		};
	}

	/**
	 * Return the first word of a statement in capitals, without its comments.
	 * @param sql the statement
	 * @return the word, or an empty text
	 */
	static String firstWord(String sql) {
		int i = 0;
		while (i < sql.length()) {
			char c = sql.charAt(i);
			if (Character.isWhitespace(c)) {
				i++;
			}
			else if (c == '#' || sql.startsWith("--", i)) {
				int end = sql.indexOf('\n', i);
				i = (end < 0) ? sql.length() : end + 1;
			}
			else if (sql.startsWith("/*", i)) {
				int end = sql.indexOf("*/", i + 2);
				i = (end < 0) ? sql.length() : end + 2;
			}
			else {
				break;
			}
		}
		int end = i;
		while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
			end++;
		}
		return sql.substring(i, end).toUpperCase(Locale.ROOT);
	}

}
