package io.github.tidbspring.devserver.sql;

/**
 * A statement that starts a transaction. MariaDB has no optimistic transactions and no
 * stale reads: all transactions are pessimistic, and read current data.
 */
final class TransactionStatement {

	private final Tokens tokens;

	private final Edits edits;

	TransactionStatement(Tokens tokens, Edits edits) {
		this.tokens = tokens;
		this.edits = edits;
	}

	boolean translate() {
		if (this.tokens.isWord(0, "BEGIN") && this.tokens.isOneOf(1, "PESSIMISTIC", "OPTIMISTIC")) {
			Token mode = this.tokens.get(1);
			this.edits.delete(mode.start(), mode.end());
			return true;
		}
		if (this.tokens.areWords(0, "START", "TRANSACTION", "READ", "ONLY", "AS", "OF", "TIMESTAMP")) {
			this.edits.delete(this.tokens.get(4).start(), this.tokens.get(this.tokens.all().to() - 1).end());
			return true;
		}
		return false;
	}

}
