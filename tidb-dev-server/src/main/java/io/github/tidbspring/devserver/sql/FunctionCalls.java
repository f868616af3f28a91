package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.tidbspring.devserver.sql.Token.Kind;

/**
 * Rejects function calls that TiDB rejects: functions that only MariaDB has, and
 * {@code FTS_MATCH_WORD} with its arguments reversed.
 *
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/json-functions/#unsupported-functions">Unsupported
 * JSON functions</a>
 */
final class FunctionCalls {

	private static final String FULL_TEXT = "FTS_MATCH_WORD";

	private static final String JSON_TABLE = "JSON_TABLE";

	private static final Set<String> UNKNOWN = Set.of("JSON_VALUE", "JSON_QUERY", "JSON_EXISTS", "JSON_COMPACT",
			"JSON_DETAILED", "JSON_LOOSE", "JSON_NORMALIZE", "JSON_EQUALS", "EXTRACTVALUE", "UPDATEXML", "NVL", "NVL2");

	private static final int LONGEST = 14;

	/** Keywords before a name with a parenthesis that is not a function call. */
	private static final String[] BEFORE_TABLES = { "INTO", "TABLE", "EXISTS", "INDEX", "KEY", "ON", "REFERENCES",
			"AS" };

	private final String sql;

	private final Tokens tokens;

	private final ExistingTables existing;

	FunctionCalls(String sql, Tokens tokens, ExistingTables existing) {
		this.sql = sql;
		this.tokens = tokens;
		this.existing = existing;
	}

	/**
	 * Return whether a statement may contain such a call. This is a quick check without
	 * tokenizing: it looks only at names before a parenthesis.
	 * @param sql the statement
	 * @return {@code false} if it certainly contains none
	 */
	static boolean arePossible(String sql) {
		for (int i = sql.indexOf('('); i >= 0; i = sql.indexOf('(', i + 1)) {
			int end = i;
			while (end > 0 && Character.isWhitespace(sql.charAt(end - 1))) {
				end--;
			}
			int start = end;
			while (start > 0 && end - start <= LONGEST && Tokenizer.isWordPart(sql.charAt(start - 1))) {
				start--;
			}
			if (end - start > 2 && end - start <= LONGEST && isRefused(sql.substring(start, end))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isRefused(String name) {
		String function = name.toUpperCase(Locale.ROOT);
		return UNKNOWN.contains(function) || function.equals(FULL_TEXT) || function.equals(JSON_TABLE);
	}

	/**
	 * Check all calls.
	 * @throws SQLException if TiDB would reject one
	 */
	void check() throws SQLException {
		for (int i = 0; i < this.tokens.size(); i++) {
			if (isCall(i)) {
				check(i);
			}
		}
	}

	private boolean isCall(int index) {
		return this.tokens.get(index).kind() == Kind.WORD && this.tokens.isSymbol(index + 1, '(')
				&& !this.tokens.isSymbol(index - 1, '.') && !this.tokens.isOneOf(index - 1, BEFORE_TABLES);
	}

	private void check(int call) throws SQLException {
		Token function = this.tokens.get(call);
		String name = function.text().toUpperCase(Locale.ROOT);
		if (UNKNOWN.contains(name)) {
			throw TiDBErrors.noSuchFunction(this.existing.currentDatabase(), function.text());
		}
		if (name.equals(JSON_TABLE)) {
			throw TiDBErrors.syntaxError(this.sql, this.tokens.get(call + 1));
		}
		if (name.equals(FULL_TEXT)) {
			checkFullText(call);
		}
	}

	/**
	 * The first argument is the query, which must be a constant; the others are columns.
	 */
	private void checkFullText(int call) throws SQLException {
		List<Span> arguments = this.tokens.split(new Span(call + 2, this.tokens.skipParentheses(call + 1) - 1));
		int query = arguments.get(0).from();
		if (this.tokens.get(query).isName() && this.tokens.skipName(query) == arguments.get(0).to()
				&& !this.tokens.isWord(query, "NULL")) {
			throw TiDBErrors.notSupportedYet("match against a non-constant string");
		}
		for (Span column : arguments.subList(1, arguments.size())) {
			Kind kind = this.tokens.get(column.from()).kind();
			if (kind == Kind.STRING || kind == Kind.NUMBER) {
				throw TiDBErrors.notSupportedYet("not matching a column");
			}
		}
	}

}
