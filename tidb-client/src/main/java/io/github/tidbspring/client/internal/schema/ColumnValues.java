package io.github.tidbspring.client.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import io.github.tidbspring.client.internal.schema.ColumnType.Use;

import org.springframework.util.ClassUtils;

/**
 * Which values fit a column that is neither JSON nor a vector, and what is sent for them:
 * the one place that decides it, for rows, updates, conditions and keys. Nothing is left
 * to the server, which would compare a text with a number, take a text's beginning for a
 * date, and round what its column cannot hold.
 */
abstract class ColumnValues implements ColumnType.Writer {

	private static final Set<Family> NUMBERS = EnumSet.of(Family.INTEGER, Family.DECIMAL, Family.FLOAT, Family.DOUBLE,
			Family.BIT, Family.YEAR);

	private static final Set<Family> TEXTS = EnumSet.of(Family.CHAR, Family.TEXT, Family.BYTES);

	private static final Set<Class<?>> NUMBER_TYPES = Set.of(Byte.class, Short.class, Integer.class, Long.class,
			Float.class, Double.class, BigInteger.class, BigDecimal.class);

	private static final Set<Class<?>> POINTS_IN_TIME = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class,
			java.util.Date.class, java.sql.Timestamp.class, LocalDateTime.class);

	private static final Set<Class<?>> DATES = Set.of(LocalDate.class, java.sql.Date.class);

	private final RowProperty property;

	private final ColumnDomain type;

	ColumnValues(RowProperty property, ColumnDomain type) {
		this.property = property;
		this.type = type;
	}

	/**
	 * Return what fits a column.
	 * @param property the property
	 * @param definition the column's type in SQL
	 * @return what fits
	 * @throws IllegalArgumentException if a column of that type cannot hold the values of
	 * the property
	 */
	static ColumnValues of(RowProperty property, String definition) {
		ColumnDomain type = ColumnDomain.of(definition);
		Class<?> javaType = ClassUtils.resolvePrimitiveIfNecessary(property.type());
		if (!families(javaType).contains(type.family())) {
			throw property.invalid("is a %s, whose values a column of the type %s cannot hold"
				.formatted(property.genericType().getTypeName(), definition));
		}
		if (NUMBER_TYPES.contains(javaType) || javaType == Year.class) {
			return new NumberValues(property, type);
		}
		if (POINTS_IN_TIME.contains(javaType) || DATES.contains(javaType) || javaType == LocalTime.class) {
			return new TemporalValues(property, type);
		}
		if (javaType == Boolean.class) {
			return new BooleanValues(property, type);
		}
		return (javaType == byte[].class) ? new BinaryValues(property, type) : new TextValues(property, type);
	}

	/**
	 * Return whether a column stores a text as it is, but for spaces at its end.
	 * @param definition the column's type in SQL
	 * @return {@code false} if it may store it in another form, such as JSON or a date
	 */
	static boolean keepsTexts(String definition) {
		return TEXTS.contains(ColumnDomain.of(definition).family());
	}

	private static Set<Family> families(Class<?> javaType) {
		if (NUMBER_TYPES.contains(javaType)) {
			return NUMBERS;
		}
		if (javaType == Boolean.class) {
			return EnumSet.of(Family.INTEGER, Family.BIT);
		}
		if (javaType == Year.class) {
			return EnumSet.of(Family.INTEGER, Family.YEAR);
		}
		if (POINTS_IN_TIME.contains(javaType)) {
			return EnumSet.of(Family.DATE_TIME);
		}
		if (DATES.contains(javaType)) {
			return EnumSet.of(Family.DATE, Family.DATE_TIME);
		}
		if (javaType == LocalTime.class) {
			return EnumSet.of(Family.TIME);
		}
		if (javaType == byte[].class) {
			return EnumSet.of(Family.BINARY, Family.BYTES, Family.OTHER);
		}
		boolean isName = javaType.isEnum() || javaType == UUID.class || javaType == Character.class;
		// Each column can be read as a text, and writes what is one of its values.
		return isName ? EnumSet.of(Family.CHAR, Family.TEXT) : EnumSet.allOf(Family.class);
	}

	/**
	 * Return the parameter for a value that is compared with the column's.
	 * @param value the value
	 * @param use how they are compared
	 * @return the parameter
	 * @throws IllegalArgumentException if the value does not fit
	 */
	@Override
	public final Object compare(Object value, Use use) {
		boolean isText = this.property.type() == String.class;
		if (this.type.family() == Family.OTHER || (isText && !TEXTS.contains(this.type.family()))) {
			throw this.property.invalid(("is a %s in a column of another type, which is compared with no value; "
					+ "a condition can only ask whether it is null, or be Filter.sql(…)")
				.formatted(javaType()));
		}
		return (use == Use.PATTERN) ? pattern(value) : comparand(value, use);
	}

	abstract Object comparand(Object value, Use use);

	/** Only texts have a form that can be matched. */
	Object pattern(Object pattern) {
		throw this.property.invalid("is a %s, and only a text is matched with a pattern".formatted(javaType()));
	}

	final RowProperty property() {
		return this.property;
	}

	final ColumnDomain type() {
		return this.type;
	}

	/**
	 * Say that a value is of another kind, without showing it.
	 * @param expected what fits
	 * @param value the value
	 * @return the exception
	 */
	final IllegalArgumentException misfit(String expected, Object value) {
		return this.property
			.invalid("is a %s and takes %s, not a %s".formatted(javaType(), expected, value.getClass().getName()));
	}

	/**
	 * Say that a value is of the right kind, but not one that the column can hold.
	 * @param value the value, which is not shown
	 * @param reason why
	 * @return the exception
	 */
	final IllegalArgumentException unfit(Object value, String reason) {
		return this.property
			.invalid("is a %s, and the %s for it %s".formatted(javaType(), value.getClass().getName(), reason));
	}

	private String javaType() {
		return this.property.genericType().getTypeName();
	}

}
