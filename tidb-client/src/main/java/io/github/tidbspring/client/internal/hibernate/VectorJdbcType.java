package io.github.tidbspring.client.internal.hibernate;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

import io.github.tidbspring.client.vector.SqlVectorValue;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * TiDB's vectors, which are texts in statements and results.
 */
final class VectorJdbcType implements JdbcType {

	private static final long serialVersionUID = 1;

	private final int code;

	/**
	 * Create the type.
	 * @param code the code that annotations refer to it by
	 */
	VectorJdbcType(int code) {
		this.code = code;
	}

	@Override
	public int getJdbcTypeCode() {
		return Types.VARCHAR;
	}

	@Override
	public int getDefaultSqlTypeCode() {
		return this.code;
	}

	@Override
	public String getFriendlyName() {
		return "VECTOR";
	}

	/** {@code distinct} and {@code group by} compare vectors, as TiDB does. */
	@Override
	public boolean isComparable() {
		return true;
	}

	@Override
	public JavaType<?> getRecommendedJavaType(@Nullable Integer precision, @Nullable Integer scale,
			TypeConfiguration types) {
		return types.getJavaTypeRegistry().resolveDescriptor(float[].class);
	}

	@Override
	public <T> JdbcLiteralFormatter<T> getJdbcLiteralFormatter(JavaType<T> javaType) {
		return (appender, value, dialect, options) -> appender.appendSql("'" + text(javaType, value, options) + "'");
	}

	@Override
	public @Nullable String castFromPattern(JdbcMapping source, @Nullable Size size) {
		return source.getJdbcType().isStringLike() ? "vec_from_text(?1)" : null;
	}

	@Override
	public @Nullable String castToPattern(JdbcMapping target, @Nullable Size size) {
		return target.getJdbcType().isStringLike() ? "vec_as_text(?1)" : null;
	}

	private static <X> String text(JavaType<X> javaType, X value, WrapperOptions options) {
		return SqlVectorValue.of(javaType.unwrap(value, float[].class, options)).toString();
	}

	@Override
	public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
		return new BasicBinder<>(javaType, this) {

			@Override
			protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
					throws SQLException {
				statement.setString(index, text(javaType, value, options));
			}

			@Override
			protected void doBind(CallableStatement statement, X value, String name, WrapperOptions options)
					throws SQLException {
				statement.setString(name, text(javaType, value, options));
			}

		};
	}

	@Override
	public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
		return new BasicExtractor<>(javaType, this) {

			@Override
			protected @Nullable X doExtract(ResultSet row, int index, WrapperOptions options) throws SQLException {
				return vector(row.getString(index), options);
			}

			@Override
			protected @Nullable X doExtract(CallableStatement statement, int index, WrapperOptions options)
					throws SQLException {
				return vector(statement.getString(index), options);
			}

			@Override
			protected @Nullable X doExtract(CallableStatement statement, String name, WrapperOptions options)
					throws SQLException {
				return vector(statement.getString(name), options);
			}

			private @Nullable X vector(@Nullable String text, WrapperOptions options) {
				return (text != null) ? javaType.wrap(SqlVectorValue.parse(text), options) : null;
			}

		};
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof VectorJdbcType type && this.code == type.code;
	}

	@Override
	public int hashCode() {
		return this.code;
	}

	@Override
	public String toString() {
		return "VectorJdbcType";
	}

}
