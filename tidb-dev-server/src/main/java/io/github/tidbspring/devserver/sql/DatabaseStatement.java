package io.github.tidbspring.devserver.sql;

import org.jspecify.annotations.Nullable;

/**
 * A statement that makes, drops or chooses a database.
 *
 * @param drops whether the database is gone after it
 * @param database the database's name
 * @since 0.1
 */
public record DatabaseStatement(boolean drops, String database) {

	/**
	 * Recognise such a statement.
	 * @param sql any statement
	 * @return what it does, or {@code null} if it does something else
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
