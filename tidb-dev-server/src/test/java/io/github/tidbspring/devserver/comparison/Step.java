package io.github.tidbspring.devserver.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement of a comparison, one to prepare something or one whose answer counts.
 *
 * @param client who sends it
 * @param sql the statement
 * @param parameters the values of its parameters
 * @param asks whether its answer counts; otherwise it must succeed
 * @param columns those columns that count, of a result that has them, none for all
 * @param varying what is another at each run, such as a number that the server chooses
 * @param code whether of an error only the code counts
 */
record Step(Client client, String sql, List<Object> parameters, boolean asks, List<String> columns,
		List<Varying> varying, boolean code) {

	Step {
		parameters = List.copyOf(parameters);
		columns = List.copyOf(columns);
		varying = List.copyOf(varying);
	}

	/**
	 * Ask a statement.
	 * @param sql the statement
	 * @return the step
	 */
	static Step ask(String sql) {
		return new Step(Client.WRAPPED, sql, List.of(), true, List.of(), List.of(), false);
	}

	/**
	 * Prepare something.
	 * @param sql the statement
	 * @return the step
	 */
	static Step prepare(String sql) {
		return new Step(Client.WRAPPED, sql, List.of(), false, List.of(), List.of(), false);
	}

	Step by(Client sender) {
		return new Step(sender, this.sql, this.parameters, this.asks, this.columns, this.varying, this.code);
	}

	Step with(Object... values) {
		return new Step(this.client, this.sql, Arrays.asList(values), this.asks, this.columns, this.varying, this.code);
	}

	Step showing(String... names) {
		return new Step(this.client, this.sql, this.parameters, this.asks, Arrays.asList(names), this.varying,
				this.code);
	}

	/**
	 * Say what varies in the answer.
	 * @param pattern what varies
	 * @param word what stands for it in the recorded answer
	 * @return the step
	 */
	Step writing(String pattern, String word) {
		return new Step(this.client, this.sql, this.parameters, this.asks, this.columns,
				Stream.concat(this.varying.stream(), Stream.of(new Varying(Pattern.compile(pattern), word))).toList(),
				this.code);
	}

	/**
	 * Say that of an error only the code is to be TiDB's, and not its words.
	 * @return the step
	 */
	Step byCode() {
		return new Step(this.client, this.sql, this.parameters, this.asks, this.columns, this.varying, true);
	}

	/**
	 * Return the statement with who sends it, in Markdown.
	 * @return the text
	 */
	String label() {
		return this.client.introduction() + "`" + this.sql.replace("\n", "\\n") + "`"
				+ (this.parameters.isEmpty() ? "" : " with " + this.parameters);
	}

	String normalise(String answer) {
		String normalised = answer;
		for (Varying part : this.varying) {
			normalised = part.pattern().matcher(normalised).replaceAll(part.word());
		}
		return normalised;
	}

	record Varying(Pattern pattern, String word) {
	}

}
