package io.github.tidbspring.devserver.sql;

import io.github.tidbspring.devserver.sql.Token.Kind;

/**
 * Removes the options of tables that only TiDB has. They have no effect in the stand-in:
 * rows do not expire.
 */
final class TableOptions {

	private static final String[] NUMBERS = { "SHARD_ROW_ID_BITS", "PRE_SPLIT_REGIONS", "AUTO_ID_CACHE",
			"AUTO_RANDOM_BASE" };

	private static final String[] TEXTS = { "TTL_ENABLE", "TTL_JOB_INTERVAL" };

	private final Tokens tokens;

	private final Edits edits;

	TableOptions(Tokens tokens, Edits edits) {
		this.tokens = tokens;
		this.edits = edits;
	}

	void remove(int from) {
		for (int i = from; i < this.tokens.size(); i++) {
			int end = end(i);
			if (end > i) {
				this.edits.replaceWhole(this.tokens.get(i).start(), this.tokens.get(end - 1).end(), " ");
				i = end - 1;
			}
		}
	}

	/**
	 * Return whether a change consists of such options only.
	 * @param change the change in an ALTER TABLE
	 * @return {@code true} if nothing of it is left without them
	 */
	boolean areAll(Span change) {
		if (change.isEmpty()) {
			return false;
		}
		int i = change.from();
		while (i < change.to()) {
			int end = this.tokens.areWords(i, "REMOVE", "TTL") ? i + 2 : end(i);
			if (end == i) {
				return false;
			}
			i = end;
		}
		return true;
	}

	/** Return the index after an option, or the same index if there is none. */
	private int end(int option) {
		int value = this.tokens.isSymbol(option + 1, '=') ? option + 2 : option + 1;
		if (this.tokens.isOneOf(option, NUMBERS) && this.tokens.get(value).kind() == Kind.NUMBER) {
			return value + 1;
		}
		if (this.tokens.isOneOf(option, TEXTS) && this.tokens.get(value).kind() == Kind.STRING) {
			return value + 1;
		}
		boolean expires = this.tokens.isWord(option, "TTL") && this.tokens.get(value).isName()
				&& this.tokens.isWord(value + 2, "INTERVAL");
		if (!expires) {
			return option;
		}
		int unit = value + 3;
		while (unit < this.tokens.size() && this.tokens.get(unit).kind() != Kind.WORD) {
			unit++;
		}
		return unit + 1;
	}

}
