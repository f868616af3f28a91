package io.github.tidbspring.client.query;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * A node of a {@link Filter}. Its text, for logs, has names and operators but no values.
 */
sealed interface Predicate
		permits Comparison, Constant, Junction, Membership, Negation, NullTest, PatternMatch, SqlText {

	/**
	 * Append the condition, such that it can stand beside {@code AND}.
	 * @param sql where to append
	 * @param scope what the names mean
	 */
	void appendTo(SqlBuilder sql, ColumnScope scope);

	/**
	 * Return whether it is true of all rows, whatever they hold.
	 * @return {@code true} if it restricts nothing
	 */
	default boolean isAlways() {
		return false;
	}

	/**
	 * Return whether it is true of no row, whatever they hold.
	 * @return {@code true} if it lets nothing through
	 */
	default boolean isNever() {
		return false;
	}

}
