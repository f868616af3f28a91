package io.github.tidbspring.devserver.sql;

/**
 * Consecutive tokens, by their indexes.
 *
 * @param from the first
 * @param to the one after the last
 */
record Span(int from, int to) {

	boolean isEmpty() {
		return this.from >= this.to;
	}

	Span startingAt(int index) {
		return new Span(index, this.to);
	}

}
