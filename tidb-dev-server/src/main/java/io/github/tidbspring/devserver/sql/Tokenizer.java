package io.github.tidbspring.devserver.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.tidbspring.devserver.sql.Token.Kind;

/**
 * Splits SQL into tokens in a single pass, in time proportional to the length of the
 * statement.
 */
final class Tokenizer {

	/**
	 * The features whose executable comments become part of the statement. Other features
	 * have no meaning in MariaDB, which ignores their comments.
	 */
	private static final Set<String> FEATURES = Set.of("", "auto_rand", "clustered_index");

	private final String sql;

	private final List<Token> tokens = new ArrayList<>();

	private final Edits edits;

	private int position;

	private int openComments;

	private Tokenizer(String sql, Edits edits) {
		this.sql = sql;
		this.edits = edits;
	}

	/**
	 * Split a statement.
	 * @param sql the statement
	 * @param edits receives edits that remove the delimiters of executable comments,
	 * whose content becomes part of the statement
	 * @return the tokens
	 */
	static Tokens tokenize(String sql, Edits edits) {
		Tokenizer tokenizer = new Tokenizer(sql, edits);
		while (tokenizer.position < sql.length()) {
			tokenizer.next();
		}
		return new Tokens(tokenizer.tokens);
	}

	private void next() {
		char c = this.sql.charAt(this.position);
		if (Character.isWhitespace(c)) {
			this.position++;
		}
		else if (c == '#' || (c == '-' && isLineComment())) {
			this.position = endOfLine();
		}
		else if (c == '/' && peek(1) == '*') {
			comment();
		}
		else if (c == '*' && peek(1) == '/' && this.openComments > 0) {
			this.edits.delete(this.position, this.position + 2);
			this.openComments--;
			this.position += 2;
		}
		else if (c == '\'' || c == '"') {
			add(Kind.STRING, endOfQuoted(c, true));
		}
		else if (c == '`') {
			add(Kind.QUOTED_NAME, endOfQuoted(c, false));
		}
		else if (isWordPart(c)) {
			add(Character.isDigit(c) ? Kind.NUMBER : Kind.WORD, endOfWord());
		}
		else {
			add(Kind.SYMBOL, this.position + 1);
		}
	}

	private boolean isLineComment() {
		return peek(1) == '-' && (this.position + 2 >= this.sql.length() || Character.isWhitespace(peek(2)));
	}

	private void comment() {
		if (peek(2) == 'T' && peek(3) == '!') {
			int start = this.position + 4;
			String feature = "";
			if (peek(4) == '[') {
				int end = this.sql.indexOf(']', start);
				feature = (end < 0) ? "?" : this.sql.substring(start + 1, end).trim();
				start = end + 1;
			}
			if (FEATURES.contains(feature)) {
				this.edits.delete(this.position, start);
				this.openComments++;
				this.position = start;
				return;
			}
		}
		int end = this.sql.indexOf("*/", this.position + 2);
		this.position = (end < 0) ? this.sql.length() : end + 2;
	}

	private int endOfLine() {
		int end = this.sql.indexOf('\n', this.position);
		return (end < 0) ? this.sql.length() : end + 1;
	}

	private int endOfQuoted(char quote, boolean backslashEscapes) {
		int i = this.position + 1;
		while (i < this.sql.length()) {
			char c = this.sql.charAt(i);
			if (c == '\\' && backslashEscapes) {
				i += 2;
			}
			else if (c != quote) {
				i++;
			}
			else if (i + 1 < this.sql.length() && this.sql.charAt(i + 1) == quote) {
				i += 2;
			}
			else {
				return i + 1;
			}
		}
		return this.sql.length();
	}

	private int endOfWord() {
		int i = this.position + 1;
		while (i < this.sql.length() && isWordPart(this.sql.charAt(i))) {
			i++;
		}
		return i;
	}

	static boolean isWordPart(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
	}

	private char peek(int ahead) {
		int i = this.position + ahead;
		return (i < this.sql.length()) ? this.sql.charAt(i) : '\0';
	}

	private void add(Kind kind, int end) {
		this.tokens.add(new Token(kind, this.position, end, this.sql.substring(this.position, end)));
		this.position = end;
	}

}
