package io.github.tidbspring.standin.sql;

import java.sql.SQLException;
import java.util.Locale;

/**
 * Translates a statement of TiDB into one that MariaDB understands. Statements that
 * neither define anything nor ask for definitions are not taken apart.
 *
 * @since 0.1
 */
public final class StatementTranslator {

	/** Marks the stand-in's own stored functions, so that nobody else sees them. */
	public static final String ROUTINE_COMMENT = "of the stand-in for TiDB";

	/**
	 * Translate a statement.
	 * @param sql one statement of TiDB
	 * @param existing finds the constraints of columns that exist already
	 * @return the statement for MariaDB, the very same text if nothing had to be changed
	 * @throws SQLException if TiDB would refuse the statement
	 */
	public String translate(String sql, ColumnConstraints existing) throws SQLException {
		String first = firstWord(sql);
		boolean query = first.isEmpty() || first.equals("SELECT") || first.equals("WITH");
		boolean transaction = first.equals("BEGIN") || first.equals("START");
		boolean definition = first.equals("CREATE") || first.equals("ALTER");
		if (!definition && !transaction && !(query && InformationSchemaQuery.isPossible(sql))) {
			return sql;
		}
		Edits edits = new Edits();
		Tokens tokens = Tokenizer.tokenize(sql, edits);
		boolean translated = switch (first) {
			case "CREATE" -> new CreateStatement(tokens, edits, existing).translate();
			case "ALTER" -> new AlterStatement(tokens, edits, existing).translate();
			case "BEGIN", "START" -> new TransactionStatement(tokens, edits).translate();
			default -> new InformationSchemaQuery(tokens, edits).translate();
		};
		return translated ? edits.apply(sql) : sql;
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
