package io.github.tidbspring.client.internal.schema;

import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * A part of a statement that names columns of a table: a condition or an order. It is
 * written by a {@link ColumnScope}, which knows what the names mean.
 */
public abstract class ColumnExpression {

	/**
	 * Append the SQL.
	 * @param sql where to append
	 * @param scope what the names mean
	 * @throws IllegalArgumentException if there is no such column, or it cannot be used
	 * like that
	 */
	protected abstract void appendTo(SqlBuilder sql, ColumnScope scope);

}
