package io.github.tidbspring.client.query;

import java.util.Objects;

import io.github.tidbspring.client.internal.schema.ColumnExpression;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An order of rows by one property. As in TiDB, NULL is smaller than any value: first in
 * ascending, last in descending order.
 * <p>
 * Rows can also be ordered by a value in a JSON document, such as {@code meta.year}. In
 * ascending order, rows without the value, or with null, an object or an array, come
 * first, then booleans and strings, then numbers, which are compared as doubles. If the
 * value is declared as a time whose texts do not sort as the times do, the query throws
 * an {@link IllegalArgumentException}, see {@link Filter}.
 * <p>
 * Immutable and thread-safe. Equal to another order with the same property and direction.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/sql-statement-select/">SELECT</a>
 */
public final class SortOrder extends ColumnExpression {

	private final String property;

	private final boolean ascending;

	private SortOrder(String property, boolean ascending) {
		this.property = PropertyName.checked(property, "to order by");
		this.ascending = ascending;
	}

	/**
	 * Order by a property, the smallest value first.
	 * @param property the name of a property or column, or a path in a JSON column
	 * @return the order
	 * @throws IllegalArgumentException if the name is empty
	 */
	public static SortOrder asc(String property) {
		return new SortOrder(property, true);
	}

	/**
	 * Order by a property, the greatest value first.
	 * @param property the name of a property or column, or a path in a JSON column
	 * @return the order
	 * @throws IllegalArgumentException if the name is empty
	 */
	public static SortOrder desc(String property) {
		return new SortOrder(property, false);
	}

	/**
	 * Return the property that rows are ordered by.
	 * @return the name of a property or column, or a path in a JSON column
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Return whether the smallest value comes first.
	 * @return {@code true} if it does, {@code false} if the greatest comes first
	 */
	public boolean isAscending() {
		return this.ascending;
	}

	@Override
	protected void appendTo(SqlBuilder sql, ColumnScope scope) {
		Operand.of(this.property, scope).orderBy(sql, direction());
	}

	private String direction() {
		return this.ascending ? "ASC" : "DESC";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SortOrder order && this.property.equals(order.property)
				&& this.ascending == order.ascending;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.property, this.ascending);
	}

	@Override
	public String toString() {
		return this.property + " " + direction();
	}

}
