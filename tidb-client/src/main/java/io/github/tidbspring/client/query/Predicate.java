package io.github.tidbspring.client.query;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link Filter}. Its text, for logs, contains names and operators, but no
 * values.
 */
sealed interface Predicate
		permits Comparison, Constant, ElementTest, Junction, Membership, Negation, NullTest, PatternMatch, SqlText {

	/**
	 * Append the condition, in a form that can be an operand of {@code AND}, unless it is
	 * a {@link Junction} itself.
	 * @param sql where to append
	 * @param scope resolves the names
	 */
	void appendTo(SqlBuilder sql, ColumnScope scope);

	/**
	 * Return the constant that this condition is equal to for each row, whatever its
	 * values are.
	 * @return the constant, or {@code null} if the condition depends on the row
	 */
	default @Nullable Constant constant() {
		return null;
	}

	/**
	 * Return an equal condition that is unknown, and not false, where a value is null: a
	 * negation makes that a difference.
	 * @return the condition; the same one if it always distinguishes the two
	 */
	default Predicate exact() {
		return this;
	}

}
