package io.github.tidbspring.devserver.sql;

import org.jspecify.annotations.Nullable;

/**
 * A table that a translated statement has created or changed, and that may need a trigger
 * for {@code AUTO_RANDOM}. MariaDB's {@code AUTO_INCREMENT} accepts explicit values, and
 * constraints cannot refer to such a column. So a trigger rejects explicit values, for
 * every client. The trigger can be created only after the table.
 *
 * @param change what happened to the table
 * @param table the table
 * @param source the table of {@code CREATE TABLE … LIKE}, or {@code null}
 * @since 0.1
 */
public record AutoRandomTable(Change change, TableName table, @Nullable TableName source) {

	/** The user-defined session variable that allows explicit values. */
	public static final String VARIABLE = "tidb_stand_in_" + SetStatement.EXPLICIT_INSERT;

	/** The prefix of the trigger names. */
	public static final String TRIGGER_PREFIX = "tidb_stand_in_auto_random_";

	/** The translation of {@code AUTO_RANDOM}. */
	static final String ATTRIBUTE = "AUTO_INCREMENT /*AUTO_RANDOM for the stand-in*/";

	/**
	 * Recognise such a statement.
	 * @param sql any statement, translated
	 * @return the table, or {@code null} if no trigger has to be changed
	 */
	public static @Nullable AutoRandomTable of(String sql) {
		String first = StatementTranslator.firstWord(sql);
		if (!first.equals("CREATE") && !first.equals("ALTER")) {
			return null;
		}
		Tokens tokens = Tokenizer.tokenize(sql, new Edits());
		int what = tokens.skip(1, "IGNORE");
		if (!tokens.isWord(what, "TABLE")) {
			return null;
		}
		int name = tokens.skip(tokens.skip(what + 1, "IF", "NOT", "EXISTS"), "IF", "EXISTS");
		TableName table = TableName.at(tokens, name);
		if (sql.contains(ATTRIBUTE)) {
			return new AutoRandomTable(Change.BECAME_AUTO_RANDOM, table, null);
		}
		if (first.equals("ALTER")) {
			return renamesColumn(tokens, tokens.skipName(name))
					? new AutoRandomTable(Change.RENAMED_COLUMN, table, null) : null;
		}
		int like = tokens.skipName(name);
		like = tokens.isSymbol(like, '(') ? like + 1 : like;
		if (!tokens.isWord(like, "LIKE")) {
			return null;
		}
		return new AutoRandomTable(Change.MADE_LIKE_ANOTHER, table, TableName.at(tokens, like + 1));
	}

	private static boolean renamesColumn(Tokens tokens, int from) {
		for (Span change : tokens.split(tokens.all().startingAt(from))) {
			if (tokens.isWord(change.from(), "CHANGE") || tokens.areWords(change.from(), "RENAME", "COLUMN")) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The kind of change to a table.
	 */
	public enum Change {

		/** A column has become {@code AUTO_RANDOM}. */
		BECAME_AUTO_RANDOM,

		/** A column was renamed, which may be the {@code AUTO_RANDOM} column. */
		RENAMED_COLUMN,

		/** The table was created with the columns of another table. */
		MADE_LIKE_ANOTHER

	}

}
