package io.github.tidbspring.client.internal.table;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A difference between a table and its type.
 *
 * @param sentence names the difference
 * @param statements bring the table to its type; empty if there are none, or if the
 * statement of another difference does
 * @param refusal why there is no statement; {@code null} if there is one
 */
record Difference(String sentence, List<String> statements, @Nullable String refusal) {

	static Difference changed(String sentence, String... statements) {
		return new Difference(sentence, List.of(statements), null);
	}

	static Difference refused(String sentence, String reason) {
		return new Difference(sentence, List.of(), reason);
	}

	/** The difference with the reason why there is no statement. */
	String refused() {
		return this.sentence + ": " + this.refusal;
	}

}
