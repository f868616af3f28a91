package io.github.tidbspring.client.search;

/**
 * A vector among the parameters of a statement. It must reach the server as a constant,
 * or no index is used; its text has nothing but digits, signs, points and brackets.
 *
 * @param text the vector's text
 */
record VectorLiteral(String text) {

	String quoted() {
		return "'" + this.text + "'";
	}

	@Override
	public String toString() {
		return "a vector";
	}

}
