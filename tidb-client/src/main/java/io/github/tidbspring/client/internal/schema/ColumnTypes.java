package io.github.tidbspring.client.internal.schema;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.github.tidbspring.client.annotation.ColumnConverter;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.sql.WellFormedText;
import io.github.tidbspring.client.vector.SqlVectorValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * The column types of Java types, with the JSON mapper and the converters of one client.
 * Immutable and thread-safe.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/data-type-overview/">Data types</a>
 */
public final class ColumnTypes {

	private static final int MAX_DIMENSIONS = 16_383;

	/** Reads a vector. */
	static final ColumnType.Reader VECTOR = StandardType.as(ResultSet::getString, SqlVectorValue::parse);

	private static final ColumnTypes STANDARD = new ColumnTypes(
			new JsonFormat(() -> JsonMapper.builder().findAndAddModules().build()), Map.of());

	private final JsonFormat json;

	private final Map<Class<?>, ColumnConversion<?, ?>> conversions;

	private ColumnTypes(JsonFormat json, Map<Class<?>, ColumnConversion<?, ?>> conversions) {
		this.json = json;
		this.conversions = conversions;
	}

	/**
	 * Return the types without converters, with the default JSON mapper.
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
		Assert.notNull(mapper, "'mapper' must not be null");
		return new ColumnTypes(new JsonFormat(() -> mapper), this.conversions);
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

	JsonFormat json() {
		return this.json;
	}

	/** Whether a converter exists for a type. */
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
		return plain(property, property.column().type());
	}

	/**
	 * Find how a property reads a column that another type describes.
	 * @param kind the kind of the column
	 * @param property the property
	 * @return a type that reads
	 * @throws IllegalArgumentException if the property cannot read such a column
	 */
	ColumnType read(ColumnType.Kind kind, RowProperty property) {
		return switch (kind) {
			case JSON -> json(property);
			case VECTOR -> throw property.invalid("reads a vector and is therefore a float[]");
			case PLAIN -> plain(property, "");
		};
	}

	private ColumnType plain(RowProperty property, String sqlType) {
		ColumnConversion<?, ?> conversion = this.conversions.get(property.type());
		return (conversion != null) ? conversion.type(standard(property.as(conversion.columnType()), sqlType))
				: standard(property, sqlType);
	}

	/** The standard column type of a property, with the SQL type if it is not empty. */
	private static ColumnType standard(RowProperty property, String sqlType) {
		StandardType standard = StandardType.of(property.type());
		if (standard == null) {
			String hint = (property.type() == float[].class) ? "; a float[] is a @VectorColumn(dimensions = …)"
					: "; @JsonColumn stores it as JSON, and a ColumnConverter as another type";
			throw property
				.invalid("has the type " + property.genericType().getTypeName() + ", which no column has" + hint);
		}
		String own = standard.sqlType().apply(property);
		return standard.type(property, sqlType.isEmpty() ? own : sqlType);
	}

	/**
	 * Find how a type reads a column.
	 * @param type the type
	 * @return the reader, or {@code null} if no column has that type
	 */
	ColumnType.@Nullable Reader reader(Class<?> type) {
		ColumnConversion<?, ?> conversion = this.conversions.get(type);
		return (conversion != null) ? conversion.reader() : standardReader(type);
	}

	private static ColumnType.@Nullable Reader standardReader(Class<?> type) {
		StandardType standard = StandardType.of(type);
		return (standard != null) ? standard.reader() : null;
	}

	/**
	 * Return the parameter for a value that belongs to no particular column.
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
		Object time = (instant != null) ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
		if (time instanceof LocalDateTime dateTime) {
			TemporalValues.storable(dateTime.toLocalDate());
			return dateTime.truncatedTo(ChronoUnit.MICROS);
		}
		if (value instanceof LocalDate date) {
			return TemporalValues.storable(date);
		}
		if (value instanceof java.sql.Date date) {
			return TemporalValues.storable(date.toLocalDate());
		}
		if (value instanceof LocalTime localTime) {
			return localTime.truncatedTo(ChronoUnit.MICROS);
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
			throw property.invalid("has a vector index for %s; TiDB supports them for COSINE and L2"
				.formatted(vector.distanceMetric()));
		}
		return new ColumnType("VECTOR(" + dimensions + ")", ColumnType.Kind.VECTOR,
				(value) -> vectorText(property, dimensions, value), VECTOR);
	}

	private static String vectorText(RowProperty property, int dimensions, Object value) {
		if (!(value instanceof float[] vector)) {
			throw property.invalid("is a vector and accepts a float[], not a " + value.getClass().getName());
		}
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
		return new ColumnType("JSON", ColumnType.Kind.JSON, (value) -> this.json.write(property, value),
				StandardType.as(ResultSet::getString, (String text) -> this.json.read(text, type)));
	}

}
