package io.github.tidbspring.devserver.sql;

import java.util.Locale;
import java.util.Map;

/**
 * Translates setting {@code allow_auto_random_explicit_insert}, the only TiDB system
 * variable with an effect here. MariaDB does not have it, so a user-defined session
 * variable holds the value.
 */
final class SetStatement {

	/**
	 * The system variable that allows explicit values in an {@code AUTO_RANDOM} column.
	 */
	static final String EXPLICIT_INSERT = "allow_auto_random_explicit_insert";

	private static final Map<String, String> VALUES = Map.of("ON", "1", "OFF", "0", "'ON'", "1", "'OFF'", "0",
			"DEFAULT", "0");

	private final Tokens tokens;

	private final Edits edits;

	SetStatement(Tokens tokens, Edits edits) {
		this.tokens = tokens;
		this.edits = edits;
	}

	static boolean isPossible(String sql) {
		return sql.toLowerCase(Locale.ROOT).contains(EXPLICIT_INSERT);
	}

	boolean translate() {
		boolean translated = false;
		for (Span assignment : this.tokens.split(this.tokens.all().startingAt(1))) {
			for (int i = assignment.from(); i < assignment.to() && !this.tokens.isWord(i, "GLOBAL"); i++) {
				if (this.tokens.isWord(i, EXPLICIT_INSERT)) {
					translated |= replace(assignment, i + 1);
				}
			}
		}
		return translated;
	}

	private boolean replace(Span assignment, int operator) {
		int value = this.tokens.isSymbol(operator, ':') ? operator + 2 : operator + 1;
		if (value != assignment.to() - 1) {
			return false;
		}
		Token token = this.tokens.get(value);
		this.edits.replaceWhole(this.tokens.get(assignment.from()).start(), token.end(), "@" + AutoRandomTable.VARIABLE
				+ " = " + VALUES.getOrDefault(token.text().toUpperCase(Locale.ROOT), token.text()));
		return true;
	}

}
