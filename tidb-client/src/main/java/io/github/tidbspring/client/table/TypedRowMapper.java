package io.github.tidbspring.client.table;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.Function;

import io.github.tidbspring.client.embedding.VectorText;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.SingleColumnRowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Makes values, records and beans of the results of any statement in SQL, as Spring's own
 * {@code JdbcClient} does, and reads into them what neither Spring nor the driver can, or
 * not in the way in which a table reads it: points in time, which are in UTC, vectors,
 * UUIDs, years. Applications have no need of it.
 *
 * @param <T> the type of the results
 * @since 0.1
 */
public final class TypedRowMapper<T> implements RowMapper<T> {

	private static final ColumnType.Reader VECTOR = (row, index) -> {
		String text = row.getString(index);
		return (text != null) ? VectorText.decode(text) : null;
	};

	private static final Map<Class<?>, Function<OffsetDateTime, Object>> WITH_OFFSET = Map.of(Instant.class,
			OffsetDateTime::toInstant, OffsetDateTime.class, (time) -> time, ZonedDateTime.class,
			OffsetDateTime::toZonedDateTime);

	private final RowMapper<T> target;

	private TypedRowMapper(RowMapper<T> target) {
		this.target = target;
	}

	/**
	 * Create a mapper.
	 * @param <T> the type of the results
	 * @param type the type of a single column, or a record or bean
	 * @return the mapper
	 */
	public static <T> TypedRowMapper<T> of(Class<T> type) {
		return new TypedRowMapper<>(BeanUtils.isSimpleProperty(type) ? new SingleColumnRowMapper<>(type)
				: new SimplePropertyRowMapper<>(type));
	}

	@Override
	public T mapRow(ResultSet row, int number) throws SQLException {
		return this.target.mapRow((ResultSet) Proxy.newProxyInstance(TypedRowMapper.class.getClassLoader(),
				new Class<?>[] { ResultSet.class }, new TypedResult(row)), number);
	}

	private static ColumnType.@Nullable Reader reader(Class<?> type) {
		ColumnType.Reader reader = (type == float[].class) ? VECTOR : ColumnTypes.reader(type);
		Function<OffsetDateTime, Object> withOffset = WITH_OFFSET.get(type);
		return (reader != null && withOffset != null) ? (row, index) -> {
			OffsetDateTime time = textWithOffset(row, index);
			return (time != null) ? withOffset.apply(time) : reader.read(row, index);
		} : reader;
	}

	/** A time by ISO 8601 that is a text, such as one in JSON. */
	private static @Nullable OffsetDateTime textWithOffset(ResultSet row, int index) throws SQLException {
		String text = ColumnTypes.isText(row, index) ? row.getString(index) : null;
		try {
			return (text != null) ? OffsetDateTime.parse(text) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * A result that knows the types of tables.
	 *
	 * @param row the driver's
	 */
	private record TypedResult(ResultSet row) implements InvocationHandler {

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			if (arguments != null && arguments[0] instanceof Integer index) {
				if (method.getName().equals("getString")) {
					return read(index, TextReader::read, String.class);
				}
				// Spring asks so for each type that has no method of its own.
				if (method.getName().equals("getObject") && arguments.length > 1
						&& arguments[1] instanceof Class<?> type) {
					ColumnType.Reader reader = reader(type);
					if (reader != null) {
						return read(index, reader, type);
					}
				}
			}
			try {
				return method.invoke(this.row, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

		private @Nullable Object read(int index, ColumnType.Reader reader, Class<?> type) throws SQLException {
			try {
				return reader.read(this.row, index);
			}
			catch (RuntimeException ex) {
				throw new DataRetrievalFailureException("The column %s has a value that does not fit %s"
					.formatted(JdbcUtils.lookupColumnName(this.row.getMetaData(), index), type.getTypeName()), ex);
			}
		}

	}

}
