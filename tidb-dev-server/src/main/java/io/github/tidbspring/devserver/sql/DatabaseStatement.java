package io.github.tidbspring.devserver.sql;

import org.jspecify.annotations.Nullable;

/**
 * A statement that creates, drops or selects a database.
 *
 * @param drops whether it drops the database
 * @param database the database's name
 * @since 0.1
 */
public record DatabaseStatement(boolean drops, String database) {

	/**
	 * Recognise such a statement.
	 * @param sql any statement
	 * @return the statement, or {@code null} if it is of another kind
	 */
	public static @Nullable DatabaseStatement of(String sql) {
		String first = StatementTranslator.firstWord(sql);
		boolean drops = first.equals("DROP");
		if (!drops && !first.equals("CREATE") && !first.equals("USE")) {
			return null;
		}
		Tokens tokens = Tokenizer.tokenize(sql, new Edits());
		int name = 1;
		if (!first.equals("USE")) {
			if (!tokens.isOneOf(name, "DATABASE", "SCHEMA")) {
				return null;
			}
			name = tokens.skip(tokens.skip(name + 1, "IF", "NOT", "EXISTS"), "IF", "EXISTS");
		}
		return tokens.get(name).isName() ? new DatabaseStatement(drops, tokens.get(name).name()) : null;
	}

}
