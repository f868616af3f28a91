package io.github.tidbspring.client.internal.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link SqlStatement}, with the parameters in the order of the text.
 */
public final class SqlBuilder {

	private final StringBuilder text = new StringBuilder();

	private final List<@Nullable Object> parameters = new ArrayList<>();

	/**
	 * Append text without parameters.
	 * @param text the text
	 * @return this
	 */
	public SqlBuilder append(String text) {
		this.text.append(text);
		return this;
	}

	/**
	 * Append text with parameters.
	 * @param text the text, with placeholders
	 * @param values the values of the parameters
	 * @return this
	 */
	public SqlBuilder append(String text, Collection<? extends @Nullable Object> values) {
		this.text.append(text);
		this.parameters.addAll(values);
		return this;
	}

	/**
	 * Append a statement, or a part of one.
	 * @param statement the statement
	 * @return this
	 */
	public SqlBuilder append(SqlStatement statement) {
		return append(statement.text(), statement.parameters());
	}

	/**
	 * Append a parameter.
	 * @param value its value
	 * @return this
	 */
	public SqlBuilder parameter(@Nullable Object value) {
		this.text.append('?');
		this.parameters.add(value);
		return this;
	}

	/**
	 * Append parameters in parentheses.
	 * @param values the values, at least one
	 * @return this
	 */
	public SqlBuilder list(Collection<?> values) {
		return append("(" + "?, ".repeat(values.size() - 1) + "?)", values);
	}

	/**
	 * Return the statement.
	 * @return the statement
	 */
	public SqlStatement build() {
		return new SqlStatement(this.text.toString(), this.parameters);
	}

}
