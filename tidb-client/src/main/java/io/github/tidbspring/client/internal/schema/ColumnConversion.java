package io.github.tidbspring.client.internal.schema;

import java.util.Set;

import io.github.tidbspring.client.annotation.ColumnConverter;
import io.github.tidbspring.client.internal.schema.ColumnType.Use;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * A converter of the application, applied to the column type that its values are stored
 * in.
 *
 * @param <J> the type in Java
 * @param <S> the type of the column
 * @param converter the converter
 * @param stored reads values of the column
 */
record ColumnConversion<J, S>(ColumnConverter<J, S> converter, ColumnType.Reader stored) {

	/** Types that others are stored as, and that therefore cannot be converted. */
	private static final Set<Class<?>> OWN = Set.of(String.class, byte[].class, float[].class,
			java.math.BigDecimal.class, java.math.BigInteger.class);

	/**
	 * Check a converter.
	 * @param converter the converter
	 * @param reader reads its column type; {@code null} if no column has that type
	 * @return the conversion
	 * @throws IllegalArgumentException if one of its types cannot be converted
	 */
	static <J, S> ColumnConversion<J, S> of(ColumnConverter<J, S> converter, ColumnType.@Nullable Reader reader) {
		Class<?> type = converter.javaType();
		Assert.isTrue(!ClassUtils.isPrimitiveOrWrapper(type) && !OWN.contains(type),
				() -> "A column converter is for a type of the application's; %s is one that columns have"
					.formatted(type.getName()));
		if (reader == null) {
			throw new IllegalArgumentException(("The column converter for %s stores %s, which no column has; it could "
					+ "be a String, a number, a time, a UUID, an enum or a byte[]")
				.formatted(type.getName(), converter.columnType().getName()));
		}
		return new ColumnConversion<>(converter, reader);
	}

	Class<J> javaType() {
		return this.converter.javaType();
	}

	Class<?> columnType() {
		return ClassUtils.resolvePrimitiveIfNecessary(this.converter.columnType());
	}

	ColumnType.Reader reader() {
		return StandardType.as(this.stored, this::toJava);
	}

	/**
	 * Return the type of a property's column.
	 * @param stored the type of the column for a property with the stored values
	 * @return the type for the property, whose values are converted
	 */
	ColumnType type(ColumnType stored) {
		return new ColumnType(stored.sqlType(), stored.kind(), new ColumnType.Writer() {

			@Override
			public Object write(Object value) {
				return stored.writer().write(toColumn(value));
			}

			@Override
			public Object compare(Object value, Use use) {
				return stored.writer().compare(toColumn(value), use);
			}

		}, StandardType.as(stored.reader(), this::toJava));
	}

	/** A value of another type may be in the stored form already, as in a filter. */
	Object toColumn(Object value) {
		if (!javaType().isInstance(value)) {
			return value;
		}
		return checked(this.converter.toColumn(javaType().cast(value)), "toColumn");
	}

	private Object toJava(S stored) {
		return checked(this.converter.toJava(stored), "toJava");
	}

	private Object checked(@Nullable Object result, String method) {
		if (result == null) {
			throw new IllegalArgumentException("%s.%s(…) returned null; null is stored as NULL without being converted"
				.formatted(this.converter, method));
		}
		return result;
	}

}
