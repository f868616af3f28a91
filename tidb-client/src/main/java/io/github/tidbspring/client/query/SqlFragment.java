package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A part of a statement, together with its parameters: what a {@link Filter} or a
 * {@link SortOrder} is to a server.
 *
 * @param sql the text, with a {@code ?} for each parameter
 * @param parameters the parameters, in the order of the text
 * @since 0.1
 */
public record SqlFragment(String sql, List<@Nullable Object> parameters) {

	/**
	 * Create a fragment.
	 * @throws IllegalArgumentException if the text is missing
	 */
	public SqlFragment {
		Assert.hasText(sql, "'sql' must not be empty");
		Assert.notNull(parameters, "'parameters' must not be null");
		parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
	}

	/**
	 * Return the text and the number of parameters, without their values.
	 */
	@Override
	public String toString() {
		return this.sql + " (parameters: " + this.parameters.size() + ")";
	}

}
