package io.github.tidbspring.client.internal.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A statement, or a part of one, with its parameters.
 *
 * @param text the text, with a {@code ?} for each parameter
 * @param parameters the parameters, in the order of the text
 */
public record SqlStatement(String text, List<@Nullable Object> parameters) {

	/**
	 * Create a statement.
	 * @throws IllegalArgumentException if the text is missing
	 */
	public SqlStatement {
		Assert.hasText(text, "'text' must not be empty");
		parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
	}

	/**
	 * Return the parameters for {@code JdbcOperations}.
	 * @return a new array
	 */
	public @Nullable Object[] arguments() {
		return this.parameters.toArray();
	}

	/**
	 * Return the text with all values, for messages and logs.
	 * @return the text
	 */
	public String readable() {
		return Placeholders.replace(this.text, (index) -> SqlLiteral.of(this.parameters.get(index)));
	}

	/**
	 * Return the text and the number of parameters, without their values.
	 */
	@Override
	public String toString() {
		return this.text + " (parameters: " + this.parameters.size() + ")";
	}

}
