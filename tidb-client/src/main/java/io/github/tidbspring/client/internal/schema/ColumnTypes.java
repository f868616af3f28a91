package io.github.tidbspring.client.internal.schema;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import io.github.tidbspring.client.annotation.ColumnConverter;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.sql.WellFormedText;
import io.github.tidbspring.client.vector.SqlVectorValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * The column types of Java types, as one client has them: with its JSON and its
 * converters. Applications have no need of it: a client is given these.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/data-type-overview/">Data types</a>
 */
public final class ColumnTypes {

	/** The longest VARCHAR of utf8mb4, and the longest text that fits a TEXT. */
	private static final int MAX_VARCHAR = 16_383;

	private static final int MAX_MEDIUM = 16_777_215;

	private static final int DEFAULT_LENGTH = 255;

	private static final int MAX_DIMENSIONS = 16_383;

	/** By the driver's types. */
	private static final Set<Integer> MAY_HAVE_FRACTION = Set.of(Types.DECIMAL, Types.NUMERIC, Types.REAL, Types.FLOAT,
			Types.DOUBLE, Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR);

	private static final Set<Integer> TEXTS = Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR);

	private static final Set<Integer> HAVE_DIGITS = Set.of(Types.DECIMAL, Types.NUMERIC, Types.INTEGER, Types.BIGINT,
			Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR);

	/**
	 * More digits before or after the point than the largest and the smallest double
	 * have.
	 */
	private static final int MAX_MAGNITUDE = 400;

	private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");

	private static final Map<Class<?>, Simple> SIMPLE = new HashMap<>();

	static {
		primitive("TINYINT(1)", boolean.class, ColumnTypes::truth);
		primitive("TINYINT", byte.class, (row, index) -> whole(row, index).getByte(index));
		primitive("SMALLINT", short.class, (row, index) -> whole(row, index).getShort(index));
		primitive("INT", int.class, (row, index) -> whole(row, index).getInt(index));
		primitive("BIGINT", long.class, (row, index) -> whole(row, index).getLong(index));
		primitive("FLOAT", float.class, ColumnTypes::single);
		primitive("DOUBLE", double.class, ColumnTypes::twice);
		put(BigInteger.class, "DECIMAL(65,0)", (row, index) -> {
			BigDecimal number = number(row, index);
			return (number != null) ? number.toBigIntegerExact() : null;
		});
		put(LocalDate.class, "DATE", (row, index) -> row.getObject(index, LocalDate.class));
		put(LocalDateTime.class, "DATETIME(6)", (row, index) -> row.getObject(index, LocalDateTime.class));
		put(LocalTime.class, "TIME(6)", (row, index) -> row.getObject(index, LocalTime.class));
		// A DATETIME in UTC, whatever the time zones of session, server and JVM are, and
		// without the year 2038 of TIMESTAMP.
		put(Instant.class, "DATETIME(6)", (row, index) -> instant(row, index));
		put(OffsetDateTime.class, "DATETIME(6)", (row, index) -> {
			Instant instant = instant(row, index);
			return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
		});
		put(ZonedDateTime.class, "DATETIME(6)", (row, index) -> {
			Instant instant = instant(row, index);
			return (instant != null) ? instant.atZone(ZoneOffset.UTC) : null;
		});
		put(java.util.Date.class, "DATETIME(6)", (row, index) -> {
			Instant instant = instant(row, index);
			return (instant != null) ? java.util.Date.from(instant) : null;
		});
		put(java.sql.Timestamp.class, "DATETIME(6)", (row, index) -> {
			Instant instant = instant(row, index);
			return (instant != null) ? java.sql.Timestamp.from(instant) : null;
		});
		put(java.sql.Date.class, "DATE", (row, index) -> {
			LocalDate date = row.getObject(index, LocalDate.class);
			return (date != null) ? java.sql.Date.valueOf(date) : null;
		});
		put(Year.class, "SMALLINT", (row, index) -> {
			int year = whole(row, index).getInt(index);
			return row.wasNull() ? null : Year.of(year);
		});
		put(UUID.class, "CHAR(36)", (row, index) -> {
			String text = row.getString(index);
			return (text != null) ? UUID.fromString(text) : null;
		});
		put(char.class, "CHAR(1)", ColumnTypes::character);
		put(Character.class, "CHAR(1)", ColumnTypes::character);
	}

	private static final ColumnTypes STANDARD = new ColumnTypes(JsonFormat.standard(), Map.of());

	private final JsonFormat json;

	private final Map<Class<?>, ColumnConversion<?, ?>> conversions;

	private ColumnTypes(JsonFormat json, Map<Class<?>, ColumnConversion<?, ?>> conversions) {
		this.json = json;
		this.conversions = conversions;
	}

	/**
	 * Return the types of a client that was given nothing for them.
	 * @return the types
	 */
	public static ColumnTypes standard() {
		return STANDARD;
	}

	/**
	 * Return types with another mapper for JSON columns.
	 * @param mapper the mapper, whose configuration is copied
	 * @return the types
	 */
	public ColumnTypes with(JsonMapper mapper) {
		return new ColumnTypes(JsonFormat.of(mapper), this.conversions);
	}

	/**
	 * Return types with one more converter.
	 * @param converter the converter
	 * @return the types
	 * @throws IllegalArgumentException if there is one for its Java type already, or one
	 * of its types cannot be converted
	 */
	public ColumnTypes with(ColumnConverter<?, ?> converter) {
		ColumnConversion<?, ?> conversion = ColumnConversion.of(converter, standardReader(converter.columnType()));
		Map<Class<?>, ColumnConversion<?, ?>> all = new HashMap<>(this.conversions);
		Assert.isTrue(all.put(conversion.javaType(), conversion) == null,
				() -> "There are two column converters for " + conversion.javaType().getName());
		return new ColumnTypes(this.json, Map.copyOf(all));
	}

	/** Whether values of a type are stored by a converter. */
	boolean isConverted(Class<?> type) {
		return this.conversions.containsKey(type);
	}

	/**
	 * Find the type of a column.
	 * @param property the property
	 * @return the type
	 * @throws IllegalArgumentException if the property cannot be a column
	 */
	ColumnType of(RowProperty property) {
		VectorColumn vector = property.annotation(VectorColumn.class);
		if (vector != null) {
			return vector(property, vector);
		}
		if (property.annotation(JsonColumn.class) != null) {
			return json(property);
		}
		ColumnConversion<?, ?> conversion = this.conversions.get(property.type());
		return (conversion != null) ? conversion.type(declared(property.as(conversion.columnType())))
				: declared(property);
	}

	private static ColumnType declared(RowProperty property) {
		TiDBColumn column = property.annotation(TiDBColumn.class);
		String defined = sqlType(property);
		return plain(property, (column != null && !column.type().isEmpty()) ? column.type() : defined);
	}

	/**
	 * Find how a property reads a column of another type's.
	 * @param kind what the column is
	 * @param property the property
	 * @return a type that reads
	 */
	ColumnType read(ColumnType.Kind kind, RowProperty property) {
		if (kind == ColumnType.Kind.JSON) {
			return json(property);
		}
		if (kind == ColumnType.Kind.VECTOR) {
			throw property.invalid("reads a vector and is therefore a float[]");
		}
		ColumnConversion<?, ?> conversion = this.conversions.get(property.type());
		if (conversion != null) {
			RowProperty stored = property.as(conversion.columnType());
			return conversion.type(plain(stored, sqlType(stored)));
		}
		return plain(property, sqlType(property));
	}

	/**
	 * Find how a type reads a column.
	 * @param type the type
	 * @return what reads it, or {@code null} if no column is of that type
	 */
	ColumnType.@Nullable Reader reader(Class<?> type) {
		ColumnConversion<?, ?> conversion = this.conversions.get(type);
		return (conversion != null) ? conversion::read : standardReader(type);
	}

	private static ColumnType.@Nullable Reader standardReader(Class<?> type) {
		Simple simple = SIMPLE.get(type);
		if (simple != null) {
			return simple.reader();
		}
		if (type == String.class) {
			return TextReader::read;
		}
		if (type == byte[].class) {
			return ResultSet::getBytes;
		}
		if (type == BigDecimal.class) {
			return ColumnTypes::number;
		}
		return type.isEnum() ? enumeration(type) : null;
	}

	/**
	 * Return the parameter for a value that belongs to no column in particular.
	 * @param value the value
	 * @return the parameter
	 */
	Object parameter(Object value) {
		ColumnConversion<?, ?> conversion = this.conversions.get(value.getClass());
		return standardParameter((conversion != null) ? conversion.toColumn(value) : value);
	}

	private static Object standardParameter(Object value) {
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
			String problem = WellFormedText.problem(value.toString());
			if (problem != null) {
				throw new IllegalArgumentException(
						"The %s for a parameter of a filter %s".formatted(value.getClass().getName(), problem));
			}
			return value.toString();
		}
		if (value instanceof BigInteger integer) {
			return new BigDecimal(integer);
		}
		if (value instanceof Float || value instanceof Double) {
			return finite((Number) value);
		}
		return temporalParameter(value);
	}

	private static Object temporalParameter(Object value) {
		Instant instant = TemporalValues.toInstant(value);
		if (instant != null || value instanceof LocalDateTime) {
			LocalDateTime time = (instant != null) ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
					: (LocalDateTime) value;
			TemporalValues.storable(time.toLocalDate());
			return time.truncatedTo(ChronoUnit.MICROS);
		}
		if (value instanceof LocalDate date) {
			return TemporalValues.storable(date);
		}
		if (value instanceof java.sql.Date date) {
			return TemporalValues.storable(date.toLocalDate());
		}
		if (value instanceof LocalTime time) {
			return time.truncatedTo(ChronoUnit.MICROS);
		}
		return (value instanceof Year year) ? year.getValue() : value;
	}

	/** As a double: the server compares doubles, and 0.1f is not 0.1. */
	private static Double finite(Number number) {
		if (!Double.isFinite(number.doubleValue())) {
			throw new IllegalArgumentException("%s is not a finite number".formatted(number));
		}
		return number.doubleValue();
	}

	private static ColumnType plain(RowProperty property, String sqlType) {
		ColumnType.Reader reader = standardReader(property.type());
		return new ColumnType(sqlType, ColumnType.Kind.PLAIN, ColumnValues.of(property, sqlType),
				Objects.requireNonNull(reader));
	}

	/** The type that a column has where the property does not say another. */
	private static String sqlType(RowProperty property) {
		Class<?> type = property.type();
		Simple simple = SIMPLE.get(type);
		if (simple != null) {
			return simple.sqlType();
		}
		if (type == String.class) {
			return text(length(property));
		}
		if (type == byte[].class) {
			return bytes(length(property));
		}
		if (type == BigDecimal.class) {
			return decimal(property);
		}
		if (type.isEnum()) {
			return enumeration(property);
		}
		String hint = (type == float[].class) ? "; a float[] is a @VectorColumn(dimensions = …)"
				: "; @JsonColumn stores it as JSON, and a ColumnConverter as another type";
		throw property.invalid("has the type " + property.genericType().getTypeName() + ", which no column has" + hint);
	}

	/**
	 * Return what is known of a value in a property's JSON.
	 * @param property the property
	 * @param name the name that a filter has for it
	 * @param path the keys and positions that lead to it
	 * @return the place
	 */
	JsonPlace place(RowProperty property, String name, List<Object> path) {
		return this.json.place(property, name, path);
	}

	private static ColumnType vector(RowProperty property, VectorColumn vector) {
		if (property.type() != float[].class) {
			throw property
				.invalid("is a @VectorColumn and therefore a float[], not a " + property.genericType().getTypeName());
		}
		int dimensions = vector.dimensions();
		if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
			throw property
				.invalid("has %s dimensions; TiDB's vectors have 1 to %s".formatted(dimensions, MAX_DIMENSIONS));
		}
		if (vector.index() && !vector.distanceMetric().isIndexable()) {
			throw property.invalid(
					"wants a vector index for %s; TiDB has them for COSINE and L2".formatted(vector.distanceMetric()));
		}
		return new ColumnType("VECTOR(" + dimensions + ")", ColumnType.Kind.VECTOR,
				(value) -> vectorText(property, dimensions, (float[]) value), (row, index) -> {
					String text = row.getString(index);
					return (text != null) ? SqlVectorValue.parse(text) : null;
				});
	}

	private static String vectorText(RowProperty property, int dimensions, float[] vector) {
		if (vector.length != dimensions) {
			throw property.invalid("has a vector of %s dimensions instead of %s".formatted(vector.length, dimensions));
		}
		try {
			return SqlVectorValue.of(vector).toString();
		}
		catch (IllegalArgumentException ex) {
			throw property.invalid("cannot be stored. " + ex.getMessage());
		}
	}

	private ColumnType json(RowProperty property) {
		Type type = property.genericType();
		JsonFormat format = this.json;
		return new ColumnType("JSON", ColumnType.Kind.JSON, (value) -> format.write(property, value), (row, index) -> {
			String text = row.getString(index);
			return (text != null) ? format.read(text, type) : null;
		});
	}

	private static String decimal(RowProperty property) {
		TiDBColumn column = property.annotation(TiDBColumn.class);
		int precision = (column != null) ? column.precision() : 38;
		int scale = (column != null) ? column.scale() : 10;
		if (precision < 1 || precision > 65 || scale < 0 || scale > 30 || scale > precision) {
			throw property.invalid(
					"has the precision %s and the scale %s; TiDB's DECIMAL has 1 to 65 digits, 0 to 30 of them after the point"
						.formatted(precision, scale));
		}
		return "DECIMAL(%s,%s)".formatted(precision, scale);
	}

	private static String enumeration(RowProperty property) {
		TiDBColumn column = property.annotation(TiDBColumn.class);
		return text((column != null && column.length() > 0) ? column.length() : DEFAULT_LENGTH);
	}

	private static ColumnType.Reader enumeration(Class<?> type) {
		Map<String, Object> constants = new HashMap<>();
		for (Object constant : type.getEnumConstants()) {
			constants.put(((Enum<?>) constant).name(), constant);
		}
		return (row, index) -> {
			String name = TextReader.read(row, index);
			if (name != null && !constants.containsKey(name)) {
				throw new IllegalArgumentException("'%s' is none of %s".formatted(name, type.getSimpleName()));
			}
			return (name != null) ? constants.get(name) : null;
		};
	}

	private static int length(RowProperty property) {
		TiDBColumn column = property.annotation(TiDBColumn.class);
		if (column != null && column.length() < 0) {
			throw property.invalid("has the length " + column.length());
		}
		if (column != null && column.length() > 0) {
			return column.length();
		}
		boolean large = property.annotation(FullTextColumn.class) != null || property.type() == byte[].class;
		return large ? MAX_MEDIUM / 4 : DEFAULT_LENGTH;
	}

	private static String text(int length) {
		if (length <= MAX_VARCHAR) {
			return "VARCHAR(" + length + ")";
		}
		return (length <= MAX_MEDIUM / 4) ? "MEDIUMTEXT" : "LONGTEXT";
	}

	private static String bytes(int length) {
		if (length <= MAX_VARCHAR) {
			return "VARBINARY(" + length + ")";
		}
		return (length <= MAX_MEDIUM) ? "MEDIUMBLOB" : "LONGBLOB";
	}

	private static @Nullable Instant instant(ResultSet row, int index) throws SQLException {
		LocalDateTime time = row.getObject(index, LocalDateTime.class);
		return (time != null) ? time.toInstant(ZoneOffset.UTC) : null;
	}

	/**
	 * Check that a number has no fraction, which the driver would cut off without a word:
	 * who saved what was read would lose it.
	 */
	private static ResultSet whole(ResultSet row, int index) throws SQLException {
		if (isOneOf(MAY_HAVE_FRACTION, row, index)) {
			BigDecimal number = number(row, index);
			if (number != null && number.stripTrailingZeros().scale() > 0) {
				throw new ArithmeticException("A number with a fraction is no whole number");
			}
		}
		return row;
	}

	/**
	 * Read a double, which is the decimal that its text says. One with more digits would
	 * be rounded, and who saved what was read would lose them.
	 */
	private static double twice(ResultSet row, int index) throws SQLException {
		double read = row.getDouble(index);
		BigDecimal decimal = decimal(row, index);
		if (decimal != null && BigDecimal.valueOf(read).compareTo(decimal) != 0) {
			throw new ArithmeticException("A number has more digits than a double; a BigDecimal has them all");
		}
		return read;
	}

	/** Read a float, in the same way; and a double only where it is one. */
	private static float single(ResultSet row, int index) throws SQLException {
		float read = row.getFloat(index);
		BigDecimal decimal = decimal(row, index);
		boolean exact = (decimal != null) ? new BigDecimal(Float.toString(read)).compareTo(decimal) == 0
				: (read == row.getDouble(index) || !isOneOf(Set.of(Types.DOUBLE), row, index));
		if (!exact) {
			throw new ArithmeticException("A number has more digits than a float; a double or a BigDecimal has more");
		}
		return read;
	}

	/** The number, if it is one that has its own digits. */
	private static @Nullable BigDecimal decimal(ResultSet row, int index) throws SQLException {
		return isOneOf(HAVE_DIGITS, row, index) ? number(row, index) : null;
	}

	/** Whether a column of a result is one of texts. */
	static boolean isText(ResultSet row, int index) throws SQLException {
		return isOneOf(TEXTS, row, index);
	}

	private static boolean isOneOf(Set<Integer> types, ResultSet row, int index) throws SQLException {
		ResultSetMetaData columns = row.getMetaData();
		// Rows that are no driver's may not describe their columns.
		return columns != null && types.contains(columns.getColumnType(index));
	}

	/**
	 * Read a number with all of its digits. Of a text the driver would take those that a
	 * double has.
	 */
	private static @Nullable BigDecimal number(ResultSet row, int index) throws SQLException {
		if (!isText(row, index)) {
			return row.getBigDecimal(index);
		}
		String text = row.getString(index);
		BigDecimal number = (text != null) ? new BigDecimal(text.strip()) : null;
		if (number != null && Math.abs((long) number.precision() - number.scale()) > MAX_MAGNITUDE) {
			throw new ArithmeticException("A number is beyond those that a column has");
		}
		return number;
	}

	/**
	 * Read true or false. To the driver any other number is one of them too (5 and -1 are
	 * true, -2 is false), and no condition would find it as what it was read: the column
	 * is compared with 1 and 0.
	 */
	private static boolean truth(ResultSet row, int index) throws SQLException {
		// Rows that are no driver's may not describe their columns.
		if (row.getMetaData() == null || (isText(row, index) && !isNumber(row.getString(index)))) {
			return row.getBoolean(index);
		}
		BigDecimal number = number(row, index);
		if (number == null || number.signum() == 0) {
			return false;
		}
		if (number.compareTo(BigDecimal.ONE) != 0) {
			throw new IllegalArgumentException("A number that is neither 0 nor 1 is neither false nor true");
		}
		return true;
	}

	private static boolean isNumber(@Nullable String text) {
		return text != null && NUMBER.matcher(text).matches();
	}

	private static @Nullable Object character(ResultSet row, int index) throws SQLException {
		String text = TextReader.read(row, index);
		if (text != null && text.length() > 1) {
			throw new IllegalArgumentException("There are %s characters instead of one".formatted(text.length()));
		}
		// CHAR loses trailing spaces, so an empty one was a space.
		return (text == null) ? null : (text.isEmpty() ? ' ' : text.charAt(0));
	}

	private static void primitive(String sqlType, Class<?> primitive, ColumnType.Reader reader) {
		Simple simple = new Simple(sqlType, (row, index) -> {
			Object value = reader.read(row, index);
			return row.wasNull() ? null : value;
		});
		SIMPLE.put(primitive, simple);
		SIMPLE.put(ClassUtils.resolvePrimitiveIfNecessary(primitive), simple);
	}

	private static void put(Class<?> type, String sqlType, ColumnType.Reader reader) {
		SIMPLE.put(type, new Simple(sqlType, reader));
	}

	/**
	 * A Java type whose columns are all of one type.
	 *
	 * @param sqlType the type in SQL
	 * @param reader reads a value
	 */
	private record Simple(String sqlType, ColumnType.Reader reader) {

	}

}
