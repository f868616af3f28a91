package io.github.tidbspring.client.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a property of a filter is in a statement: a column, or a value in a JSON document.
 */
sealed interface Operand permits ColumnOperand, JsonOperand {

	void compare(FragmentBuilder sql, Operator operator, Object value);

	/**
	 * Append the test for being one of some values.
	 * @param sql where to append
	 * @param values the values, possibly none
	 * @param negated whether to test for being none of them
	 */
	void in(FragmentBuilder sql, List<Object> values, boolean negated);

	void like(FragmentBuilder sql, String pattern, @Nullable Character escape);

	void isNull(FragmentBuilder sql, boolean negated);

	void orderBy(FragmentBuilder sql, String direction);

}
