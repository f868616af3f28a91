package io.github.tidbspring.client.internal.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

import io.github.tidbspring.client.annotation.ColumnConverter;
import io.github.tidbspring.client.internal.schema.ColumnType.Use;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * A converter of an application, on top of the column type that its values are stored in.
 *
 * @param <J> the type in Java
 * @param <S> the type of the column
 */
final class ColumnConversion<J, S> {

	/**
	 * What a type is that others are stored as: with a converter it would not be itself.
	 */
	private static final Set<Class<?>> OWN = Set.of(String.class, byte[].class, float[].class,
			java.math.BigDecimal.class, java.math.BigInteger.class);

	private final ColumnConverter<J, S> converter;

	private final Class<J> javaType;

	private final Class<?> columnType;

	private final ColumnType.Reader reader;

	private ColumnConversion(ColumnConverter<J, S> converter, ColumnType.Reader reader) {
		this.converter = converter;
		this.javaType = converter.javaType();
		this.columnType = ClassUtils.resolvePrimitiveIfNecessary(converter.columnType());
		this.reader = reader;
	}

	/**
	 * Check a converter.
	 * @param converter the converter
	 * @param reader what reads its column's type, {@code null} if no column is of that
	 * type
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
		return this.javaType;
	}

	Class<?> columnType() {
		return this.columnType;
	}

	/**
	 * Return the type of a property's column.
	 * @param stored the type of the column, as the property would have it that has the
	 * stored values
	 * @return the type, with values of the property
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

		}, (row, index) -> toJava(stored.reader().read(row, index)));
	}

	@Nullable J read(ResultSet row, int index) throws SQLException {
		return toJava(this.reader.read(row, index));
	}

	/**
	 * What is none of the application's values may be one that is stored, such as one of
	 * a JSON filter.
	 */
	Object toColumn(Object value) {
		if (!this.javaType.isInstance(value)) {
			return value;
		}
		S stored = this.converter.toColumn(this.javaType.cast(value));
		return checked(stored, "toColumn");
	}

	@SuppressWarnings("unchecked")
	private @Nullable J toJava(@Nullable Object stored) {
		return (stored != null) ? (J) checked(this.converter.toJava((S) stored), "toJava") : null;
	}

	private Object checked(@Nullable Object result, String method) {
		if (result == null) {
			throw new IllegalArgumentException("%s.%s(…) returned null; null is stored as NULL without being converted"
				.formatted(this.converter, method));
		}
		return result;
	}

}
