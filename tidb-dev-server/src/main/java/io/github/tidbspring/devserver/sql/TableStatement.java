package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;

/**
 * A statement that drops, truncates or renames tables. TiDB Cloud rejects it while one of
 * them has a full-text index. PingCAP's documentation does not state the error code; the
 * one used here is the code of all other DDL that TiDB does not support.
 *
 * @see <a href=
 * "https://github.com/pingcap/docs/blob/master/ai/reference/full-text-search-index.md#ddl-restrictions">DDL
 * restrictions</a>
 */
final class TableStatement {

	private static final String FULL_TEXT = "FULLTEXT";

	private final Tokens tokens;

	private final ExistingTables existing;

	TableStatement(Tokens tokens, ExistingTables existing) {
		this.tokens = tokens;
		this.existing = existing;
	}

	void check() throws SQLException {
		if (this.tokens.isWord(0, "TRUNCATE")) {
			refuseFullText("TRUNCATE TABLE", TableName.at(this.tokens, this.tokens.skip(1, "TABLE")));
		}
		else if (this.tokens.areWords(0, "DROP", "TABLE")) {
			checkEach("DROP TABLE", this.tokens.skip(2, "IF", "EXISTS"));
		}
		else if (this.tokens.areWords(0, "RENAME", "TABLE")) {
			checkEach("RENAME TABLE", this.tokens.skip(2, "IF", "EXISTS"));
		}
	}

	private void checkEach(String what, int first) throws SQLException {
		for (Span table : this.tokens.split(this.tokens.all().startingAt(first))) {
			refuseFullText(what, TableName.at(this.tokens, table.from()));
		}
	}

	void refuseFullText(String what, TableName table) throws SQLException {
		if (this.existing.hasIndex(table.database(), table.table(), null, FULL_TEXT)) {
			throw TiDBErrors.unsupportedDefinition(
					what + ": " + table.table() + " has a full-text index, which must be dropped first");
		}
	}

	/**
	 * Reject dropping or renaming a column that is in a full-text index.
	 * @param what the change to the column, for the message
	 * @param table the table
	 * @param column the column
	 * @throws SQLException if there is such an index
	 */
	void refuseIndexed(String what, TableName table, String column) throws SQLException {
		if (this.existing.hasIndex(table.database(), table.table(), column, FULL_TEXT)) {
			throw TiDBErrors
				.unsupportedDefinition(what + ": " + column + " is in a full-text index, which must be dropped first");
		}
	}

	/**
	 * Reject dropping a column that is in a vector index.
	 * @param table the table
	 * @param column the column
	 * @throws SQLException if there is such an index
	 */
	void refuseVectorIndexed(TableName table, String column) throws SQLException {
		Content content = VectorConstraint.contentOf(this.existing.constraint(table.database(), table.table(), column));
		if (content.isVector() && this.existing.hasIndex(table.database(), table.table(), column, null)) {
			throw TiDBErrors.definition("can't drop column " + column + " with Vector Key covered now");
		}
	}

}
