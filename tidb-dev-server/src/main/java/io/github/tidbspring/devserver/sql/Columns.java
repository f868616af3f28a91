package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.github.tidbspring.devserver.sql.Token.Kind;

/**
 * Translates column definitions, and records which columns hold vectors.
 */
final class Columns {

	private final Tokens tokens;

	private final Edits edits;

	private final Map<String, Content> contents = new HashMap<>();

	Columns(Tokens tokens, Edits edits) {
		this.tokens = tokens;
		this.edits = edits;
	}

	/**
	 * Translate a column's definition.
	 * @param definition the definition, which starts with the column's name
	 * @throws SQLException if TiDB would reject it
	 */
	void translate(Span definition) throws SQLException {
		if (definition.isEmpty() || !this.tokens.get(definition.from()).isName()) {
			return;
		}
		Token name = this.tokens.get(definition.from());
		int type = definition.from() + 1;
		Content content = Content.NO_VECTOR;
		if (this.tokens.isWord(type, "VECTOR")) {
			content = translateVector(name, definition.startingAt(type));
		}
		this.contents.put(name.name().toLowerCase(Locale.ROOT), content);
		translateAttributes(definition.startingAt(type));
	}

	/**
	 * Return the content of a column that the statement defines.
	 * @param column the column's name
	 * @return the content, {@link Content#UNKNOWN} if the statement does not define the
	 * column
	 */
	Content contentOf(String column) {
		return this.contents.getOrDefault(column.toLowerCase(Locale.ROOT), Content.UNKNOWN);
	}

	private Content translateVector(Token name, Span type) throws SQLException {
		refuseKey(type);
		int end = type.from() + 1;
		if (this.tokens.isSymbol(end, '<') && this.tokens.isSymbol(end + 2, '>')) {
			end += 3;
		}
		int dimensions = 0;
		if (this.tokens.isSymbol(end, '(') && this.tokens.get(end + 1).kind() == Kind.NUMBER) {
			dimensions = VectorConstraint.dimensions(this.tokens.get(end + 1).text());
			end = this.tokens.skipParentheses(end);
		}
		this.edits.replaceWhole(this.tokens.get(type.from()).start(), this.tokens.get(end - 1).end(), "LONGTEXT");
		this.edits.insert(endOfAttributes(type), " " + VectorConstraint.of(name.text(), dimensions));
		return (dimensions > 0) ? Content.FIXED_DIMENSION : Content.ANY_DIMENSION;
	}

	private void refuseKey(Span type) throws SQLException {
		for (int i = type.from(); i < type.to(); i++) {
			if (this.tokens.isOneOf(i, "PRIMARY", "UNIQUE", "KEY")) {
				throw TiDBErrors.generalIndex();
			}
			i = Math.max(i, this.tokens.skipParentheses(i) - 1);
		}
	}

	private void refuseAutoRandom(Token type) throws SQLException {
		if (!type.isWord("BIGINT")) {
			throw TiDBErrors.invalidAutoRandom("auto_random option must be defined on `bigint` column, but not on `"
					+ type.text().toLowerCase(Locale.ROOT) + "` column");
		}
	}

	/**
	 * MariaDB's syntax has the constraint of a column after its attributes, but before
	 * its position ({@code FIRST}, {@code AFTER}).
	 */
	private int endOfAttributes(Span type) {
		int i = type.from();
		while (i < type.to() && !this.tokens.isOneOf(i, "FIRST", "AFTER")) {
			i = Math.max(i + 1, this.tokens.skipParentheses(i));
		}
		return this.tokens.get(i - 1).end();
	}

	private void translateAttributes(Span type) throws SQLException {
		boolean computed = false;
		for (int i = type.from() + 1; i < type.to(); i++) {
			if (this.tokens.isSymbol(i, '(')) {
				computed |= this.tokens.isWord(i - 1, "AS");
				i = this.tokens.skipParentheses(i) - 1;
			}
			else if (computed && this.tokens.isWord(i, "NULL")) {
				// MariaDB's syntax has no such attribute of a generated column.
				int from = this.tokens.isWord(i - 1, "NOT") ? i - 1 : i;
				this.edits.delete(this.tokens.get(from).start(), this.tokens.get(i).end());
			}
			else if (this.tokens.isWord(i, "AUTO_RANDOM")) {
				refuseAutoRandom(this.tokens.get(type.from()));
				int end = this.tokens.skipParentheses(i + 1);
				this.edits.replaceWhole(this.tokens.get(i).start(), this.tokens.get(end - 1).end(),
						AutoRandomTable.ATTRIBUTE);
				i = end - 1;
			}
			else if (this.tokens.isWord(i, "KEY") && this.tokens.isOneOf(i + 1, "CLUSTERED", "NONCLUSTERED")) {
				Token clustered = this.tokens.get(i + 1);
				this.edits.delete(clustered.start(), clustered.end());
			}
		}
	}

}
