package io.github.tidbspring.devserver.sql;

/**
 * Consecutive tokens, by their indexes.
 *
 * @param from the index of the first token
 * @param to the index after the last token
 */
record Span(int from, int to) {

	boolean isEmpty() {
		return this.from >= this.to;
	}

	Span startingAt(int index) {
		return new Span(index, this.to);
	}

}
