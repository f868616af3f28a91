package io.github.tidbspring.client.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import io.github.tidbspring.client.internal.schema.ColumnType.Reader;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * How the values of a Java type are stored and read, unless an annotation or a converter
 * of the application defines something else.
 *
 * @param sqlType the SQL type of a property's column
 * @param reader reads a value
 * @param families the column types that can hold the values
 * @param values creates the check of values for a column
 */
record StandardType(Function<RowProperty, String> sqlType, Reader reader, Set<Family> families,
		BiFunction<RowProperty, ColumnDomain, ColumnValues> values) {

	/** The longest VARCHAR of utf8mb4, in characters. */
	private static final int MAX_VARCHAR = 16_383;

	/** The largest MEDIUMBLOB and MEDIUMTEXT, in bytes. */
	private static final int MAX_MEDIUM = 16_777_215;

	/** The longest text that fits a MEDIUMTEXT, whatever its characters are. */
	private static final int MAX_MEDIUM_CHARACTERS = MAX_MEDIUM / 4;

	private static final int DEFAULT_LENGTH = 255;

	private static final Set<Family> NAMES = EnumSet.of(Family.CHAR, Family.TEXT);

	/** By Java type. A primitive type has the entry of its wrapper. */
	private static final Map<Class<?>, StandardType> TYPES = new HashMap<>();

	static {
		Reader integer = notNull((row, index) -> NumberReader.whole(row, index).getInt(index));
		put(Boolean.class, "TINYINT(1)", notNull(NumberReader::toBoolean), EnumSet.of(Family.INTEGER, Family.BIT),
				BooleanValues::new);
		number(Byte.class, "TINYINT", notNull((row, index) -> NumberReader.whole(row, index).getByte(index)));
		number(Short.class, "SMALLINT", notNull((row, index) -> NumberReader.whole(row, index).getShort(index)));
		number(Integer.class, "INT", integer);
		number(Long.class, "BIGINT", notNull((row, index) -> NumberReader.whole(row, index).getLong(index)));
		number(Float.class, "FLOAT", notNull(NumberReader::toFloat));
		number(Double.class, "DOUBLE", notNull(NumberReader::toDouble));
		number(BigInteger.class, "DECIMAL(65,0)", as(NumberReader::number, BigDecimal::toBigIntegerExact));
		number(BigDecimal.class, StandardType::decimal, NumberReader::number);
		put(Year.class, "SMALLINT", as(integer, (Integer year) -> Year.of(year)),
				EnumSet.of(Family.INTEGER, Family.YEAR), NumberValues::new);
		Reader date = (row, index) -> row.getObject(index, LocalDate.class);
		time(LocalDate.class, "DATE", date, Family.DATE, Family.DATE_TIME);
		time(java.sql.Date.class, "DATE", as(date, (LocalDate day) -> java.sql.Date.valueOf(day)), Family.DATE,
				Family.DATE_TIME);
		time(LocalTime.class, "TIME(6)", (row, index) -> row.getObject(index, LocalTime.class), Family.TIME);
		Reader dateTime = (row, index) -> row.getObject(index, LocalDateTime.class);
		// A DATETIME in UTC does not depend on the time zones of session, server and JVM,
		// and does not end in the year 2038 as a TIMESTAMP does.
		Reader instant = as(dateTime, (LocalDateTime time) -> time.toInstant(ZoneOffset.UTC));
		time(LocalDateTime.class, "DATETIME(6)", dateTime, Family.DATE_TIME);
		time(Instant.class, "DATETIME(6)", instant, Family.DATE_TIME);
		time(OffsetDateTime.class, "DATETIME(6)", as(instant, (Instant at) -> at.atOffset(ZoneOffset.UTC)),
				Family.DATE_TIME);
		time(ZonedDateTime.class, "DATETIME(6)", as(instant, (Instant at) -> at.atZone(ZoneOffset.UTC)),
				Family.DATE_TIME);
		time(Date.class, "DATETIME(6)", as(instant, Date::from), Family.DATE_TIME);
		time(java.sql.Timestamp.class, "DATETIME(6)", as(instant, java.sql.Timestamp::from), Family.DATE_TIME);
		put(UUID.class, "CHAR(36)", as(ResultSet::getString, UUID::fromString), NAMES, TextValues::new);
		put(Character.class, "CHAR(1)", as(TextReader::read, StandardType::character), NAMES, TextValues::new);
		// Each column can be read as a text; only those of texts are written freely.
		TYPES.put(String.class, new StandardType((property) -> text(length(property)), TextReader::read,
				EnumSet.allOf(Family.class), TextValues::new));
		TYPES.put(byte[].class, new StandardType((property) -> bytes(length(property)), ResultSet::getBytes,
				EnumSet.of(Family.BINARY, Family.BYTES, Family.OTHER), BinaryValues::new));
	}

	/**
	 * Find how a type is stored.
	 * @param type the type
	 * @return the standard type, or {@code null} if no column has that Java type
	 */
	static @Nullable StandardType of(Class<?> type) {
		StandardType known = TYPES.get(ClassUtils.resolvePrimitiveIfNecessary(type));
		return (known == null && type.isEnum())
				? new StandardType((property) -> text(length(property)), constant(type), NAMES, TextValues::new)
				: known;
	}

	/**
	 * Return the type of a property's column.
	 * @param property the property
	 * @param definition the SQL type of the column
	 * @return the type
	 * @throws IllegalArgumentException if a column of that type cannot hold the values of
	 * the property
	 */
	ColumnType type(RowProperty property, String definition) {
		ColumnDomain domain = ColumnDomain.of(definition);
		if (!this.families.contains(domain.family())) {
			throw property.invalid("is a %s, whose values a column of the type %s cannot hold"
				.formatted(property.genericType().getTypeName(), definition));
		}
		return new ColumnType(definition, ColumnType.Kind.PLAIN, this.values.apply(property, domain), this.reader);
	}

	/**
	 * Return a reader that converts the values of another reader.
	 * @param <S> the type of the values to convert
	 * @param reader the other reader
	 * @param conversion converts a value that is not {@code null}
	 * @return the reader
	 */
	@SuppressWarnings("unchecked")
	static <S> Reader as(Reader reader, Function<S, ? extends @Nullable Object> conversion) {
		return (row, index) -> {
			Object value = reader.read(row, index);
			return (value != null) ? conversion.apply((S) value) : null;
		};
	}

	/** The driver's methods for primitive types return 0 or false for NULL. */
	private static Reader notNull(Reader reader) {
		return (row, index) -> {
			Object value = reader.read(row, index);
			return row.wasNull() ? null : value;
		};
	}

	/** A CHAR loses trailing spaces, so that an empty one was a space. */
	private static char character(String text) {
		if (text.length() > 1) {
			throw new IllegalArgumentException("There are %s characters instead of one".formatted(text.length()));
		}
		return text.isEmpty() ? ' ' : text.charAt(0);
	}

	private static Reader constant(Class<?> type) {
		Map<String, Object> constants = new HashMap<>();
		for (Object constant : type.getEnumConstants()) {
			constants.put(((Enum<?>) constant).name(), constant);
		}
		return as(TextReader::read, (String name) -> {
			Object constant = constants.get(name);
			if (constant == null) {
				throw new IllegalArgumentException("'%s' is none of %s".formatted(name, type.getSimpleName()));
			}
			return constant;
		});
	}

	private static String decimal(RowProperty property) {
		int precision = property.column().precision();
		int scale = property.column().scale();
		if (precision < 1 || precision > 65 || scale < 0 || scale > 30 || scale > precision) {
			throw property.invalid(
					"has the precision %s and the scale %s; TiDB's DECIMAL has 1 to 65 digits, 0 to 30 of them after the point"
						.formatted(precision, scale));
		}
		return "DECIMAL(%s,%s)".formatted(precision, scale);
	}

	private static int length(RowProperty property) {
		int length = property.column().length();
		if (length < 0) {
			throw property.invalid("has the length " + length);
		}
		boolean large = property.annotation(FullTextColumn.class) != null || property.type() == byte[].class;
		return (length > 0) ? length : (large ? MAX_MEDIUM_CHARACTERS : DEFAULT_LENGTH);
	}

	private static String text(int length) {
		if (length <= MAX_VARCHAR) {
			return "VARCHAR(" + length + ")";
		}
		return (length <= MAX_MEDIUM_CHARACTERS) ? "MEDIUMTEXT" : "LONGTEXT";
	}

	private static String bytes(int length) {
		if (length <= MAX_VARCHAR) {
			return "VARBINARY(" + length + ")";
		}
		return (length <= MAX_MEDIUM) ? "MEDIUMBLOB" : "LONGBLOB";
	}

	private static void number(Class<?> type, String sqlType, Reader reader) {
		number(type, (property) -> sqlType, reader);
	}

	private static void number(Class<?> type, Function<RowProperty, String> sqlType, Reader reader) {
		TYPES.put(type, new StandardType(sqlType, reader,
				EnumSet.of(Family.INTEGER, Family.DECIMAL, Family.FLOAT, Family.DOUBLE, Family.BIT, Family.YEAR),
				NumberValues::new));
	}

	private static void time(Class<?> type, String sqlType, Reader reader, Family first, Family... more) {
		put(type, sqlType, reader, EnumSet.of(first, more), TemporalValues::new);
	}

	private static void put(Class<?> type, String sqlType, Reader reader, Set<Family> families,
			BiFunction<RowProperty, ColumnDomain, ColumnValues> values) {
		TYPES.put(type, new StandardType((property) -> sqlType, reader, families, values));
	}

}
