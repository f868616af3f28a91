package io.github.tidbspring.standin.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.standin.sql.Token.Kind;

/**
 * Translates {@code CREATE TABLE} and {@code CREATE INDEX}.
 */
final class CreateStatement {

	private static final String[] TABLE_ELEMENTS = { "PRIMARY", "UNIQUE", "KEY", "INDEX", "CONSTRAINT", "FOREIGN",
			"CHECK" };

	private static final String[] TABLE_OPTIONS = { "SHARD_ROW_ID_BITS", "PRE_SPLIT_REGIONS", "AUTO_ID_CACHE",
			"AUTO_RANDOM_BASE" };

	private final Tokens tokens;

	private final Edits edits;

	private final Columns columns;

	private final Indexes indexes;

	CreateStatement(Tokens tokens, Edits edits, ColumnConstraints existing) {
		this.tokens = tokens;
		this.edits = edits;
		this.columns = new Columns(tokens, edits);
		this.indexes = new Indexes(tokens, edits, this.columns, existing);
	}

	/**
	 * Translate the statement.
	 * @return {@code false} if it is of another kind
	 * @throws SQLException if TiDB would refuse it
	 */
	boolean translate() throws SQLException {
		int what = this.tokens.skip(1, "OR", "REPLACE");
		if (this.indexes.isVectorIndex(what)) {
			translateVectorIndex(what);
			return true;
		}
		if (this.indexes.isFullTextIndex(what)) {
			this.indexes.translateFullTextIndex(this.tokens.all());
			return true;
		}
		what = this.tokens.skip(this.tokens.skip(what, "GLOBAL"), "TEMPORARY");
		if (!this.tokens.isWord(what, "TABLE")) {
			return false;
		}
		int definitions = this.tokens.skipName(this.tokens.skip(what + 1, "IF", "NOT", "EXISTS"));
		int end = this.tokens.skipParentheses(definitions);
		if (end > definitions) {
			translateDefinitions(new Span(definitions + 1, end - 1));
		}
		removeTableOptions(end);
		return true;
	}

	private void translateVectorIndex(int what) throws SQLException {
		int on = what + 2;
		while (on < this.tokens.size() && !this.tokens.isWord(on, "ON")) {
			on++;
		}
		this.indexes.translateVectorIndex(this.tokens.all().startingAt(what), TableName.at(this.tokens, on + 1));
	}

	private void translateDefinitions(Span definitions) throws SQLException {
		// An index may be written before the column that it is for.
		List<Span> vectorIndexes = new ArrayList<>();
		for (Span definition : this.tokens.split(definitions)) {
			if (this.indexes.isVectorIndex(definition.from())) {
				vectorIndexes.add(definition);
			}
			else if (this.indexes.isFullTextIndex(definition.from())) {
				this.indexes.translateFullTextIndex(definition);
			}
			else if (this.tokens.isOneOf(definition.from(), TABLE_ELEMENTS)) {
				this.indexes.translateOrdinaryIndex(definition);
			}
			else {
				this.columns.translate(definition);
			}
		}
		for (Span definition : vectorIndexes) {
			this.indexes.translateVectorIndex(definition, null);
		}
	}

	private void removeTableOptions(int from) {
		for (int i = from; i < this.tokens.size(); i++) {
			if (this.tokens.isOneOf(i, TABLE_OPTIONS)) {
				int value = this.tokens.isSymbol(i + 1, '=') ? i + 2 : i + 1;
				if (this.tokens.get(value).kind() == Kind.NUMBER) {
					this.edits.replaceWhole(this.tokens.get(i).start(), this.tokens.get(value).end(), " ");
				}
			}
		}
	}

}
