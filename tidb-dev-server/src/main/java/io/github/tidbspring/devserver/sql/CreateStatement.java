package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Translates {@code CREATE TABLE} and {@code CREATE INDEX}.
 */
final class CreateStatement {

	private static final String[] TABLE_ELEMENTS = { "PRIMARY", "UNIQUE", "KEY", "INDEX", "CONSTRAINT", "FOREIGN",
			"CHECK" };

	/** Object types that TiDB does not support, or parses only. */
	private static final String[] ROUTINES = { "AGGREGATE", "FUNCTION", "TRIGGER", "EVENT", "PROCEDURE" };

	/**
	 * Keywords that may follow {@code CREATE OR REPLACE} for a view, with
	 * {@code ALGORITHM}, {@code DEFINER} and {@code SQL SECURITY}.
	 */
	private static final String[] OF_VIEWS = { "VIEW", "ALGORITHM", "DEFINER", "SQL" };

	private final String sql;

	private final Tokens tokens;

	private final Edits edits;

	private final Columns columns;

	private final Indexes indexes;

	CreateStatement(String sql, Tokens tokens, Edits edits, ExistingTables existing) {
		this.sql = sql;
		this.tokens = tokens;
		this.edits = edits;
		this.columns = new Columns(tokens, edits);
		this.indexes = new Indexes(sql, tokens, edits, this.columns, existing);
	}

	/**
	 * Translate the statement.
	 * @return {@code false} if it is not such a statement
	 * @throws SQLException if TiDB would refuse it
	 */
	boolean translate() throws SQLException {
		int what = this.tokens.skip(1, "OR", "REPLACE");
		refuseRoutine(what);
		if (this.indexes.isVectorIndex(what)) {
			translateVectorIndex(what);
			return true;
		}
		if (this.indexes.isFullTextIndex(what)) {
			this.indexes.translateFullTextIndex(this.tokens.all());
			return true;
		}
		int index = this.tokens.skip(what, "UNIQUE");
		if (this.tokens.isWord(index, "INDEX")) {
			refuseVectors(index);
			return translateIndex(index);
		}
		what = this.tokens.skip(this.tokens.skip(what, "GLOBAL"), "TEMPORARY");
		if (!this.tokens.isWord(what, "TABLE")) {
			return false;
		}
		JsonArrows.translate(this.tokens, this.edits);
		int definitions = this.tokens.skipName(this.tokens.skip(what + 1, "IF", "NOT", "EXISTS"));
		refuseSelect(definitions);
		int end = this.tokens.skipParentheses(definitions);
		if (end > definitions) {
			translateDefinitions(new Span(definitions + 1, end - 1));
		}
		new TableOptions(this.tokens, this.edits).remove(end);
		return true;
	}

	/**
	 * TiDB's grammar has no triggers, functions and events, and {@code OR REPLACE} for
	 * views only. It has the simplest form of a procedure, which TiDB cannot execute.
	 */
	private void refuseRoutine(int what) throws SQLException {
		int routine = what;
		if (this.tokens.isWord(what, "DEFINER")) {
			while (routine < this.tokens.size() && !this.tokens.isOneOf(routine, ROUTINES)
					&& !this.tokens.isOneOf(routine, "VIEW")) {
				routine++;
			}
		}
		if (routine == 1 && this.tokens.isWord(routine, "PROCEDURE")) {
			throw TiDBErrors.unsupportedStatement();
		}
		boolean replaces = what > 1 && !this.tokens.isOneOf(what, OF_VIEWS);
		if (replaces || this.tokens.isOneOf(routine, ROUTINES)) {
			throw TiDBErrors.syntaxError(this.sql, this.tokens.get(routine));
		}
	}

	/**
	 * TiDB does not support {@code CREATE TABLE … SELECT}.
	 * @see <a href="https://github.com/pingcap/tidb/issues/4754">The open issue</a>
	 */
	private void refuseSelect(int from) throws SQLException {
		for (int i = from; i < this.tokens.size(); i++) {
			if (this.tokens.isWord(i, "SELECT")) {
				throw TiDBErrors.unknownError("'CREATE TABLE ... SELECT' is not implemented yet");
			}
		}
	}

	private void refuseVectors(int index) throws SQLException {
		int on = on(index);
		this.indexes.refuseVectors(this.tokens.all().startingAt(on), TableName.at(this.tokens, on + 1));
	}

	private void translateVectorIndex(int what) throws SQLException {
		this.indexes.translateVectorIndex(this.tokens.all().startingAt(what), TableName.at(this.tokens, on(what) + 1));
	}

	private int on(int index) {
		int on = index;
		while (on < this.tokens.size() && !this.tokens.isWord(on, "ON")) {
			on++;
		}
		return on;
	}

	/** An index on an expression is added with its columns, in one statement. */
	private boolean translateIndex(int index) {
		int on = on(index);
		int list = this.tokens.skipName(on + 1);
		List<String> columns = this.indexes.translateOrdinaryIndex(this.tokens.all().startingAt(index));
		if (columns.isEmpty()) {
			return false;
		}
		String table = this.sql.substring(this.tokens.get(on + 1).start(), this.tokens.get(list - 1).end());
		String definition = this.sql.substring(this.tokens.get(index).start(), this.tokens.get(on - 1).end());
		this.edits.replaceWhole(this.tokens.get(0).start(), this.tokens.get(list - 1).end(),
				"ALTER TABLE " + table + AlterStatement.adding(columns) + "ADD "
						+ (this.tokens.isWord(index - 1, "UNIQUE") ? "UNIQUE " : "") + definition);
		return true;
	}

	private void translateDefinitions(Span definitions) throws SQLException {
		// An index definition may precede the definition of its column.
		List<Span> vectorIndexes = new ArrayList<>();
		List<Span> ordinaryIndexes = new ArrayList<>();
		Set<String> hiddenColumns = new LinkedHashSet<>();
		for (Span definition : this.tokens.split(definitions)) {
			if (this.indexes.isVectorIndex(definition.from())) {
				vectorIndexes.add(definition);
			}
			else if (this.indexes.isFullTextIndex(definition.from())) {
				this.indexes.translateFullTextIndex(definition);
			}
			else if (this.tokens.isOneOf(definition.from(), TABLE_ELEMENTS)) {
				hiddenColumns.addAll(this.indexes.translateOrdinaryIndex(definition));
				ordinaryIndexes.add(definition);
			}
			else {
				this.columns.translate(definition);
			}
		}
		hiddenColumns.forEach((column) -> this.edits.insert(this.tokens.get(definitions.to()).start(), ", " + column));
		for (Span definition : vectorIndexes) {
			this.indexes.translateVectorIndex(definition, null);
		}
		for (Span definition : ordinaryIndexes) {
			this.indexes.refuseVectors(definition, null);
		}
	}

}
