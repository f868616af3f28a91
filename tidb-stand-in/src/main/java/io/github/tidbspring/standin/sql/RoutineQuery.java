package io.github.tidbspring.standin.sql;

import java.util.Set;

/**
 * A query that lists stored routines. It shall not see the stand-in's own, which TiDB
 * would not have: a migration tool takes a database with routines for one that is in use.
 */
final class RoutineQuery {

	private static final String SCHEMA = "information_schema";

	private static final String TABLE = "routines";

	/** What may follow a table that has no alias. */
	private static final Set<String> KEYWORDS = Set.of("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "EXCEPT",
			"INTERSECT", "JOIN", "INNER", "CROSS", "LEFT", "RIGHT", "NATURAL", "STRAIGHT_JOIN", "ON", "USING", "FOR");

	private final Tokens tokens;

	private final Edits edits;

	RoutineQuery(Tokens tokens, Edits edits) {
		this.tokens = tokens;
		this.edits = edits;
	}

	/**
	 * Return whether a statement may be such a query, without taking it apart.
	 * @param sql the statement
	 * @return {@code false} if it certainly is not
	 */
	static boolean isPossible(String sql) {
		for (int i = 0; i + SCHEMA.length() < sql.length(); i++) {
			if (sql.regionMatches(true, i, SCHEMA, 0, SCHEMA.length())) {
				return true;
			}
		}
		return false;
	}

	boolean translate() {
		boolean translated = false;
		for (int i = 0; i < this.tokens.size(); i++) {
			if (isName(i, SCHEMA) && this.tokens.isSymbol(i + 1, '.') && isName(i + 2, TABLE)
					&& !this.tokens.isSymbol(i + 3, '.')) {
				String alias = hasAlias(i + 3) ? "" : " AS " + TABLE;
				this.edits.replace(this.tokens.get(i).start(), this.tokens.get(i + 2).end(),
						"(SELECT * FROM information_schema.ROUTINES WHERE ROUTINE_COMMENT <> '"
								+ StatementTranslator.ROUTINE_COMMENT + "')" + alias);
				translated = true;
			}
		}
		return translated;
	}

	private boolean hasAlias(int index) {
		Token token = this.tokens.get(index);
		return token.isName() && KEYWORDS.stream().noneMatch(token::isWord);
	}

	private boolean isName(int index, String name) {
		Token token = this.tokens.get(index);
		return token.isName() && token.name().equalsIgnoreCase(name);
	}

}
