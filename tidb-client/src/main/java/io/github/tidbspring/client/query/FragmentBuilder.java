package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link SqlFragment}: text and parameters in one order.
 */
final class FragmentBuilder {

	private final StringBuilder sql = new StringBuilder();

	private final List<@Nullable Object> parameters = new ArrayList<>();

	FragmentBuilder append(String text) {
		this.sql.append(text);
		return this;
	}

	FragmentBuilder parameter(@Nullable Object value) {
		this.sql.append('?');
		this.parameters.add(value);
		return this;
	}

	/**
	 * Append parameters between parentheses.
	 * @param values the values, one at least
	 * @return this
	 */
	FragmentBuilder parameterList(List<?> values) {
		append("(");
		for (Iterator<?> remaining = values.iterator(); remaining.hasNext();) {
			parameter(remaining.next());
			append(remaining.hasNext() ? ", " : ")");
		}
		return this;
	}

	/**
	 * Append a text whose parameters are known.
	 * @param text the text, with its placeholders
	 * @param values the values for them
	 * @return this
	 */
	FragmentBuilder append(String text, List<? extends @Nullable Object> values) {
		this.sql.append(text);
		this.parameters.addAll(values);
		return this;
	}

	SqlFragment build() {
		return new SqlFragment(this.sql.toString(), this.parameters);
	}

}
