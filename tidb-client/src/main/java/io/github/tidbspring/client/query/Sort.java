package io.github.tidbspring.client.query;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An order of rows by one property. Nulls are smaller than any value, as TiDB has it:
 * first in ascending, last in descending order.
 * <p>
 * A value in a JSON document, such as {@code meta.year}, orders rows too: those where it
 * is missing, null, an object or an array, then booleans and strings, then numbers, as
 * doubles. A property that is declared as a time whose texts do not sort as the times do
 * is refused, see {@link Filter}.
 *
 * @param property the name of a property or column, or a path in a JSON column
 * @param direction ascending or descending
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/sql-statement-select/">SELECT</a>
 */
public record Sort(String property, Direction direction) {

	/**
	 * Create an order.
	 * @throws IllegalArgumentException if the property is empty or the direction missing
	 */
	public Sort {
		PropertyName.checked(property, "to order by");
		Assert.notNull(direction, "'direction' must not be null");
	}

	/**
	 * Order by a property, the smallest value first.
	 * @param property the name of a property or column, or a path in a JSON column
	 * @return the order
	 */
	public static Sort asc(String property) {
		return new Sort(property, Direction.ASC);
	}

	/**
	 * Order by a property, the greatest value first.
	 * @param property the name of a property or column, or a path in a JSON column
	 * @return the order
	 */
	public static Sort desc(String property) {
		return new Sort(property, Direction.DESC);
	}

	/**
	 * Return what stands in an {@code ORDER BY} clause.
	 * @param columns what can be named
	 * @param alias what the statement calls the table, or {@code null} for nothing
	 * @return the text, and its parameters where a path is in it
	 * @throws IllegalArgumentException if there is no such property or column, or it is a
	 * vector
	 */
	public SqlFragment toSql(Columns columns, @Nullable Identifier alias) {
		Assert.notNull(columns, "'columns' must not be null");
		FragmentBuilder sql = new FragmentBuilder();
		new Scope(columns, alias).operand(this.property).orderBy(sql, this.direction);
		return sql.build();
	}

	@Override
	public String toString() {
		return this.property + " " + this.direction;
	}

	/**
	 * Which value comes first.
	 */
	public enum Direction {

		/** The smallest. */
		ASC,

		/** The greatest. */
		DESC

	}

}
