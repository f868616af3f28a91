package io.github.tidbspring.devserver.sql;

/**
 * A piece of SQL text that is neither white space nor comment.
 *
 * @param kind what it is
 * @param start its first character
 * @param end the character after its last
 * @param text the characters themselves
 */
record Token(Kind kind, int start, int end, String text) {

	boolean isWord(String word) {
		return this.kind == Kind.WORD && this.text.equalsIgnoreCase(word);
	}

	boolean isSymbol(char symbol) {
		return this.kind == Kind.SYMBOL && this.text.charAt(0) == symbol;
	}

	boolean isName() {
		return this.kind == Kind.WORD || this.kind == Kind.QUOTED_NAME;
	}

	/**
	 * Return the name that an identifier stands for, without its quotes.
	 * @return the name
	 */
	String name() {
		if (this.kind != Kind.QUOTED_NAME) {
			return this.text;
		}
		return this.text.substring(1, this.text.length() - 1).replace("``", "`");
	}

	enum Kind {

		WORD, QUOTED_NAME, STRING, NUMBER, SYMBOL

	}

}
