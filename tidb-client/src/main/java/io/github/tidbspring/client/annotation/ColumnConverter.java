package io.github.tidbspring.client.annotation;

import java.util.function.Function;

import org.springframework.util.Assert;

/**
 * Converts values of an application's type to the type of a column, such as an amount of
 * money to a {@code BigDecimal}. A client uses its converters for each property of
 * exactly that type that is neither JSON nor a vector: in rows, projections, updates,
 * conditions and keys, and when {@code TiDBClient.sql(…)} reads results.
 * <pre class="code">
 * TiDBClient tidb = TiDBClient.builder(connection)
 * 	.columnConverter(ColumnConverter.of(Money.class, BigDecimal.class, Money::amount, Money::new))
 * 	.build();
 * </pre>
 * <p>
 * Applications implement this interface, so new methods will have defaults.
 * Implementations must be thread-safe. They are never called with {@code null}, which is
 * stored as NULL, and must not return {@code null}. The database orders and compares the
 * converted values; convert to values of the same order if rows are ordered by them.
 *
 * @param <J> the type of the properties
 * @param <S> the type of the column, which a property can have without a converter
 * @since 0.1
 */
public interface ColumnConverter<J, S> {

	/**
	 * Return the type of the properties.
	 * @return the type
	 */
	Class<J> javaType();

	/**
	 * Return the type that values are converted to, which determines the type of the
	 * column.
	 * @return the type, such as {@code String.class} for a {@code VARCHAR}
	 */
	Class<S> columnType();

	/**
	 * Convert a value to the value that is stored.
	 * @param value the value, not {@code null}
	 * @return the stored value, not {@code null}
	 * @throws IllegalArgumentException if the value cannot be stored
	 */
	S toColumn(J value);

	/**
	 * Convert a stored value back.
	 * @param stored the stored value, not {@code null}
	 * @return the value, not {@code null}
	 * @throws IllegalArgumentException if the stored value cannot be converted
	 */
	J toJava(S stored);

	/**
	 * Create a converter from two functions that are inverse to each other.
	 * @param <J> the type of the properties
	 * @param <S> the type of the column
	 * @param javaType the type of the properties
	 * @param columnType the type that values are converted to
	 * @param toColumn converts a value to the value that is stored
	 * @param toJava converts a stored value back
	 * @return the converter
	 */
	static <J, S> ColumnConverter<J, S> of(Class<J> javaType, Class<S> columnType,
			Function<? super J, ? extends S> toColumn, Function<? super S, ? extends J> toJava) {
		Assert.notNull(javaType, "'javaType' must not be null");
		Assert.notNull(columnType, "'columnType' must not be null");
		Assert.notNull(toColumn, "'toColumn' must not be null");
		Assert.notNull(toJava, "'toJava' must not be null");
		return new FunctionConverter<>(javaType, columnType, toColumn, toJava);
	}

}
