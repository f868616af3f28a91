package io.github.tidbspring.client.internal.schema;

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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.convert.ConversionException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.TypeMismatchDataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.SingleColumnRowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Maps the results of any SQL statement to values, records and beans, as Spring's
 * {@code JdbcClient} does, but reads values as tables do: points in time in UTC, vectors,
 * UUIDs, years, types with a converter, and JSON.
 *
 * @param <T> the type of the results
 */
public final class TypedRowMapper<T> implements RowMapper<T> {

	private static final Map<Class<?>, Function<OffsetDateTime, Object>> WITH_OFFSET = Map.of(Instant.class,
			OffsetDateTime::toInstant, OffsetDateTime.class, (time) -> time, ZonedDateTime.class,
			OffsetDateTime::toZonedDateTime);

	private final Class<T> type;

	private final RowMapper<T> target;

	private final ColumnTypes types;

	private TypedRowMapper(Class<T> type, ColumnTypes types, RowMapper<T> target) {
		this.type = type;
		this.types = types;
		this.target = target;
	}

	/**
	 * Create a mapper.
	 * @param <T> the type of the results
	 * @param type the type of a single column, or a record or bean
	 * @param types how columns are read
	 * @return the mapper
	 */
	public static <T> TypedRowMapper<T> of(Class<T> type, ColumnTypes types) {
		boolean single = BeanUtils.isSimpleProperty(type) || types.isConverted(type);
		return new TypedRowMapper<>(type, types, single ? new SingleColumnRowMapper<>(type)
				: new SimplePropertyRowMapper<>(type, new JsonConversion(types.json())));
	}

	@Override
	public T mapRow(ResultSet row, int number) throws SQLException {
		TypedResult result = new TypedResult(row);
		try {
			return this.target.mapRow((ResultSet) Proxy.newProxyInstance(TypedRowMapper.class.getClassLoader(),
					new Class<?>[] { ResultSet.class }, result), number);
		}
		catch (SQLException | TypeMismatchDataAccessException | ConversionException | IllegalArgumentException ex) {
			if (ex instanceof SQLException failure && ColumnSchema.isOfConnection(failure)) {
				throw failure;
			}
			throw result.misfit(ex);
		}
	}

	private ColumnType.@Nullable Reader reader(Class<?> type) {
		ColumnType.Reader reader = (type == float[].class) ? ColumnTypes.VECTOR : this.types.reader(type);
		Function<OffsetDateTime, Object> withOffset = WITH_OFFSET.get(type);
		return (reader != null && withOffset != null) ? (row, index) -> {
			OffsetDateTime time = textWithOffset(row, index);
			return (time != null) ? withOffset.apply(time) : reader.read(row, index);
		} : reader;
	}

	/** A text in ISO 8601 format with an offset, such as one in JSON. */
	private static @Nullable OffsetDateTime textWithOffset(ResultSet row, int index) throws SQLException {
		String text = TextReader.isText(row, index) ? row.getString(index) : null;
		try {
			return (text != null) ? OffsetDateTime.parse(text) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Intercepts the methods of a {@link ResultSet} that read values.
	 */
	private final class TypedResult implements InvocationHandler {

		private final ResultSet row;

		/** The column that was read last, from 1. */
		private int column;

		/** The requested type of that column, if there was one. */
		private @Nullable Class<?> requested;

		private TypedResult(ResultSet row) {
			this.row = row;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			if (arguments != null && arguments[0] instanceof Integer index) {
				remember(index, arguments);
				if (method.getName().equals("getString")) {
					return read(index, TextReader::read);
				}
				// Spring calls this for each type that ResultSet has no method for.
				if (method.getName().equals("getObject") && arguments.length > 1
						&& arguments[1] instanceof Class<?> type) {
					ColumnType.Reader reader = reader(type);
					if (reader != null) {
						return read(index, reader);
					}
					String document = JsonConversion.isDocument(type) ? document(index) : null;
					if (document != null) {
						return new JsonConversion.Document(document);
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

		/** The JSON of a column; {@code null} if it has none. */
		private @Nullable String document(int index) throws SQLException {
			if (!TextReader.isText(this.row, index)) {
				return null;
			}
			String text = (String) read(index, TextReader::read);
			boolean isJson = text != null && (TextReader.isJson(this.row, index) || JsonConversion.mayBeJson(text));
			return isJson ? text : null;
		}

		private @Nullable Object read(int index, ColumnType.Reader reader) throws SQLException {
			try {
				return reader.read(this.row, index);
			}
			catch (RuntimeException ex) {
				throw misfit(ex);
			}
		}

		/** If the driver cannot read the requested type, Spring reads without a type. */
		private void remember(int index, Object[] arguments) {
			this.requested = (arguments.length > 1 && arguments[1] instanceof Class<?> type) ? type
					: ((this.column == index) ? this.requested : null);
			this.column = index;
		}

		private DataRetrievalFailureException misfit(Exception cause) throws SQLException {
			String fits = ((this.requested != null) ? this.requested : TypedRowMapper.this.type).getTypeName();
			String where = (this.column > 0)
					? "The column " + JdbcUtils.lookupColumnName(this.row.getMetaData(), this.column) : "A row";
			return new DataRetrievalFailureException("%s has a value that does not fit %s".formatted(where, fits),
					cause);
		}

	}

}
