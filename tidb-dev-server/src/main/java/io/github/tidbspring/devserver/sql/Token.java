package io.github.tidbspring.devserver.sql;

/**
 * A token of SQL text. White space and comments are not tokens.
 *
 * @param kind the kind of the token
 * @param start the index of its first character
 * @param end the index after its last character
 * @param text its characters
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
	 * Return the name of an identifier without its quotes.
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
