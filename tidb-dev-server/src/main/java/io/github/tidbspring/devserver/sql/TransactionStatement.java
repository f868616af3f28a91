package io.github.tidbspring.devserver.sql;

/**
 * The beginning of a transaction. MariaDB knows no optimistic ones and no reads of the
 * past: all are pessimistic, and what is read is what there is now.
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
