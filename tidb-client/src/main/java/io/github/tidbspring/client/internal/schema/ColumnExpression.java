package io.github.tidbspring.client.internal.schema;

import io.github.tidbspring.client.internal.sql.SqlBuilder;

/**
 * A part of a statement that names columns of a table: a condition or an order. It is
 * appended by a {@link ColumnScope}, which resolves the names.
 */
public abstract class ColumnExpression {

	/**
	 * Append the SQL.
	 * @param sql where to append
	 * @param scope resolves the names
	 * @throws IllegalArgumentException if a column does not exist or cannot be used in
	 * this way
	 */
	protected abstract void appendTo(SqlBuilder sql, ColumnScope scope);

}
