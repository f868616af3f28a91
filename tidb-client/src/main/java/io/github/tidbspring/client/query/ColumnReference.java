package io.github.tidbspring.client.query;

import java.util.function.UnaryOperator;

import org.springframework.util.Assert;

/**
 * A column that a {@link Filter} or a {@link SortOrder} names.
 *
 * @param column the column's name
 * @param kind what can be asked of the column
 * @param converter turns a value to compare with into what the column stores, such as an
 * enum constant into its name, and refuses one that does not fit
 * @since 0.1
 */
public record ColumnReference(Identifier column, Kind kind, Converter converter) {

	/**
	 * Create a reference to a column.
	 * @throws IllegalArgumentException if an argument is {@code null}
	 */
	public ColumnReference {
		Assert.notNull(column, "'column' must not be null");
		Assert.notNull(kind, "'kind' must not be null");
		Assert.notNull(converter, "'converter' must not be null");
	}

	/**
	 * Create a reference to a column that any value fits.
	 * @param column the column's name
	 * @param kind what can be asked of the column
	 * @param converter turns a value to compare with into what the column stores
	 * @throws IllegalArgumentException if an argument is {@code null}
	 */
	public ColumnReference(Identifier column, Kind kind, UnaryOperator<Object> converter) {
		this(column, kind, (value, use) -> (use != Use.PATTERN) ? converter.apply(value) : value);
		Assert.notNull(converter, "'converter' must not be null");
	}

	/**
	 * Create a reference to a column that stores its values as they are.
	 * @param column the column's name
	 * @param kind what can be asked of the column
	 * @return the reference
	 */
	public static ColumnReference of(Identifier column, Kind kind) {
		return new ColumnReference(column, kind, UnaryOperator.identity());
	}

	/**
	 * Convert a value to be equal to into what the column stores.
	 * @param value the value
	 * @return the parameter
	 * @throws IllegalArgumentException if the value does not fit the column
	 */
	public Object toParameter(Object value) {
		return toParameter(value, Use.EQUALITY);
	}

	/**
	 * Convert a value to compare with into what the column stores.
	 * @param value the value
	 * @param use how the column is compared with it
	 * @return the parameter
	 * @throws IllegalArgumentException if the value does not fit the column
	 */
	public Object toParameter(Object value, Use use) {
		return this.converter.convert(value, use);
	}

	/**
	 * What can be asked of a column.
	 */
	public enum Kind {

		/** A column whose values are compared and ordered by the server. */
		PLAIN,

		/** A JSON document, in which a path names one value. */
		JSON,

		/**
		 * A vector, which is searched by distance and is only null or not to a filter.
		 */
		VECTOR

	}

	/**
	 * How a column is compared with a value.
	 */
	public enum Use {

		/** Whether it is equal. */
		EQUALITY,

		/** Whether it is less or greater. */
		ORDER,

		/** Whether it matches, as a text does a pattern. */
		PATTERN

	}

	/**
	 * Decides which values a column is compared with, and what is sent for them.
	 */
	@FunctionalInterface
	public interface Converter {

		/**
		 * Convert a value.
		 * @param value the value
		 * @param use how the column is compared with it
		 * @return the parameter
		 * @throws IllegalArgumentException if the value does not fit the column
		 */
		Object convert(Object value, Use use);

	}

}
