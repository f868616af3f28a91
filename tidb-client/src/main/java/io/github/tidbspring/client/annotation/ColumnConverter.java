package io.github.tidbspring.client.annotation;

import java.util.function.Function;

import org.springframework.util.Assert;

/**
 * Stores values of a type of one's own in a column of another type, such as an amount of
 * money as a {@code BigDecimal}. A client that is given one uses it for each property of
 * exactly that type that is neither JSON nor a vector: in rows, projections, updates,
 * conditions and keys, and in what {@code TiDBClient.sql(…)} reads. <pre class="code">
 * TiDBClient tidb = TiDBClient.builder(connection)
 * 	.columnConverter(ColumnConverter.of(Money.class, BigDecimal.class, Money::amount, Money::new))
 * 	.build();
 * </pre>
 * <p>
 * Implementations must be safe for use by several threads at a time. They are never
 * called with {@code null}, which is stored as NULL, and must not return it. The order of
 * the column's values is that of the database: it should be that of the Java type's if
 * rows are ordered by them.
 *
 * @param <J> the type in Java
 * @param <S> the type that the column has, one that a property can have without a
 * converter
 * @since 0.1
 */
public interface ColumnConverter<J, S> {

	/**
	 * Return the type of the properties.
	 * @return the type
	 */
	Class<J> javaType();

	/**
	 * Return the type whose column the values are stored in.
	 * @return the type, such as {@code String.class} for a {@code VARCHAR}
	 */
	Class<S> columnType();

	/**
	 * Return what is stored for a value.
	 * @param value the value
	 * @return what is stored
	 * @throws IllegalArgumentException if the value cannot be stored
	 */
	S toColumn(J value);

	/**
	 * Return the value that was stored.
	 * @param stored what the column has
	 * @return the value
	 * @throws IllegalArgumentException if the column has what is no such value
	 */
	J toJava(S stored);

	/**
	 * Create a converter of two functions, each of which undoes the other.
	 * @param <J> the type in Java
	 * @param <S> the type of the column
	 * @param javaType the type of the properties
	 * @param columnType the type whose column the values are stored in
	 * @param toColumn what is stored for a value
	 * @param toJava the value that was stored
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
