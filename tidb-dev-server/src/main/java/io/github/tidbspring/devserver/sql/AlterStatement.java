package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.devserver.sql.Token.Kind;

/**
 * Translates {@code ALTER TABLE} and {@code ALTER DATABASE}.
 */
final class AlterStatement {

	private static final String[] NO_COLUMNS = { "INDEX", "KEY", "PRIMARY", "FOREIGN", "CONSTRAINT", "CHECK",
			"PARTITION", "SYSTEM" };

	private static final String[] KEYS = { "INDEX", "KEY", "PRIMARY", "UNIQUE", "CONSTRAINT" };

	private final Tokens tokens;

	private final Edits edits;

	private final Columns columns;

	private final Indexes indexes;

	private final TableStatement tableStatement;

	/** Add columns before something else is added. */
	static String adding(List<String> columns) {
		StringBuilder sql = new StringBuilder(" ");
		columns.forEach((column) -> sql.append("ADD COLUMN IF NOT EXISTS ").append(column).append(", "));
		return sql.toString();
	}

	AlterStatement(String sql, Tokens tokens, Edits edits, ExistingTables existing) {
		this.tokens = tokens;
		this.edits = edits;
		this.columns = new Columns(tokens, edits);
		this.indexes = new Indexes(sql, tokens, edits, this.columns, existing);
		this.tableStatement = new TableStatement(tokens, existing);
	}

	/**
	 * Translate the statement.
	 * @return {@code false} if it is not such a statement
	 * @throws SQLException if TiDB would refuse it
	 */
	boolean translate() throws SQLException {
		if (this.tokens.isOneOf(1, "DATABASE", "SCHEMA")) {
			return translateDatabase();
		}
		int what = this.tokens.skip(1, "IGNORE");
		if (!this.tokens.isWord(what, "TABLE")) {
			return false;
		}
		JsonArrows.translate(this.tokens, this.edits);
		int name = this.tokens.skip(what + 1, "IF", "EXISTS");
		int end = this.tokens.skipName(name);
		List<Span> changes = this.tokens.split(this.tokens.all().startingAt(end));
		List<Span> vectorIndexes = new ArrayList<>();
		List<Span> nothing = new ArrayList<>();
		TableName table = TableName.at(this.tokens, name);
		for (Span change : changes) {
			if (isForTiFlash(change.from()) || isLocationLabel(change)
					|| new TableOptions(this.tokens, this.edits).areAll(change)) {
				nothing.add(change);
			}
			else if (this.indexes.isVectorIndex(change.from() + 1)) {
				vectorIndexes.add(change.startingAt(change.from() + 1));
			}
			else {
				translate(change);
			}
		}
		if (!vectorIndexes.isEmpty() && changes.size() > 1) {
			throw TiDBErrors.unsupportedDefinition("multi schema change for add vector index");
		}
		refuse(changes, table);
		for (Span index : vectorIndexes) {
			this.indexes.translateVectorIndex(index, table);
		}
		remove(nothing);
		return true;
	}

	private boolean translateDatabase() {
		for (int i = 2; i < this.tokens.size(); i++) {
			if (this.tokens.areWords(i, "SET", "TIFLASH", "REPLICA")) {
				this.edits.replaceWhole(this.tokens.get(0).start(), this.tokens.get(this.tokens.size() - 1).end(),
						"DO 0");
				return true;
			}
		}
		return false;
	}

	private boolean isForTiFlash(int change) {
		return this.tokens.areWords(change, "SET", "TIFLASH") || this.tokens.areWords(change, "COMPACT");
	}

	/**
	 * In {@code SET TIFLASH REPLICA 1 LOCATION LABELS 'zone', 'rack'} the second label
	 * looks like a separate change.
	 */
	private boolean isLocationLabel(Span change) {
		return this.tokens.get(change.from()).kind() == Kind.STRING;
	}

	private void translate(Span change) throws SQLException {
		int from = change.from();
		if (this.tokens.isWord(from, "ADD")) {
			if (this.indexes.isFullTextIndex(from + 1)) {
				this.indexes.translateFullTextIndex(change);
				return;
			}
			List<String> hiddenColumns = this.indexes.translateOrdinaryIndex(change.startingAt(from + 1));
			if (!hiddenColumns.isEmpty()) {
				this.edits.insert(this.tokens.get(from).start(), adding(hiddenColumns));
				return;
			}
			int column = this.tokens.skip(this.tokens.skip(from + 1, "COLUMN"), "IF", "NOT", "EXISTS");
			if (this.tokens.isSymbol(column, '(')) {
				Span definitions = new Span(column + 1, this.tokens.skipParentheses(column) - 1);
				for (Span definition : this.tokens.split(definitions)) {
					this.columns.translate(definition);
				}
			}
			else if (this.tokens.get(column).isName() && this.tokens.get(column + 1).isName()) {
				this.columns.translate(change.startingAt(column));
			}
		}
		else if (this.tokens.isWord(from, "MODIFY")) {
			int column = this.tokens.skip(this.tokens.skip(from + 1, "COLUMN"), "IF", "EXISTS");
			this.columns.translate(change.startingAt(column));
		}
		else if (this.tokens.isWord(from, "CHANGE")) {
			int column = this.tokens.skip(this.tokens.skip(from + 1, "COLUMN"), "IF", "EXISTS");
			this.columns.translate(change.startingAt(column + 1));
		}
	}

	/**
	 * Reject changes that TiDB rejects for tables with a vector or full-text index.
	 */
	private void refuse(List<Span> changes, TableName table) throws SQLException {
		boolean dropsIndex = changes.stream()
			.anyMatch((change) -> this.tokens.isWord(change.from(), "DROP")
					&& this.tokens.isOneOf(change.from() + 1, "INDEX", "KEY"));
		for (Span change : changes) {
			int from = change.from();
			if (this.tokens.isWord(from, "RENAME")) {
				refuseRename(from + 1, table);
			}
			else if (this.tokens.isWord(from, "CHANGE")) {
				int column = this.tokens.skip(this.tokens.skip(from + 1, "COLUMN"), "IF", "EXISTS");
				if (!this.tokens.get(column).name().equalsIgnoreCase(this.tokens.get(column + 1).name())) {
					this.tableStatement.refuseIndexed("RENAME COLUMN", table, this.tokens.get(column).name());
				}
			}
			else if (this.tokens.isWord(from, "DROP") && !this.tokens.isOneOf(from + 1, NO_COLUMNS)) {
				int column = this.tokens.skip(this.tokens.skip(from + 1, "COLUMN"), "IF", "EXISTS");
				if (!dropsIndex) {
					this.tableStatement.refuseIndexed("DROP COLUMN", table, this.tokens.get(column).name());
				}
				this.tableStatement.refuseVectorIndexed(table, this.tokens.get(column).name());
			}
			else if (this.tokens.isWord(from, "ADD") && this.tokens.isOneOf(from + 1, KEYS)) {
				this.indexes.refuseVectors(change, table);
			}
		}
	}

	private void refuseRename(int what, TableName table) throws SQLException {
		if (this.tokens.isWord(what, "COLUMN")) {
			int column = this.tokens.skip(what + 1, "IF", "EXISTS");
			this.tableStatement.refuseIndexed("RENAME COLUMN", table, this.tokens.get(column).name());
		}
		else if (!this.tokens.isOneOf(what, "INDEX", "KEY")) {
			this.tableStatement.refuseFullText("RENAME TABLE", table);
		}
	}

	/**
	 * Remove changes that have no meaning in MariaDB. If no change is left,
	 * {@code ALTER TABLE notes} is still sent, because it fails if the table does not
	 * exist.
	 */
	private void remove(List<Span> changes) {
		for (Span change : changes) {
			int from = change.from();
			int to = change.to();
			if (this.tokens.isSymbol(from - 1, ',')) {
				from--;
			}
			else if (this.tokens.isSymbol(to, ',')) {
				to++;
			}
			this.edits.replaceWhole(this.tokens.get(from).start(), this.tokens.get(to - 1).end(), " ");
		}
	}

}
