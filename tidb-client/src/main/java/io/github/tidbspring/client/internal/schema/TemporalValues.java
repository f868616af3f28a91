package io.github.tidbspring.client.internal.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import org.jspecify.annotations.Nullable;

/**
 * Checks dates and times for a column: values of the property's own kind, or texts in ISO
 * 8601 format. A point in time needs an offset; without one, it would depend on a time
 * zone. Fractions of a second that the column cannot store are truncated: the server
 * would round them, even to the next day.
 */
final class TemporalValues extends ColumnValues {

	private static final int NANO_DIGITS = 9;

	private static final int MICRO_DIGITS = 6;

	/** The finest that the column stores, in nanoseconds. */
	private final int unit;

	TemporalValues(RowProperty property, ColumnDomain type) {
		super(property, type);
		int digits = (type.family() == Family.DATE) ? 0 : Math.min(type.size(), MICRO_DIGITS);
		this.unit = (int) Math.pow(10, NANO_DIGITS - digits);
	}

	@Override
	public Object write(Object value) {
		Class<?> type = property().type();
		if (type == LocalDateTime.class) {
			return cut(localDateTime(value));
		}
		if (type == LocalTime.class) {
			LocalTime time = localTime(value);
			return time.withNano(time.getNano() - time.getNano() % this.unit);
		}
		if (type == LocalDate.class || type == java.sql.Date.class) {
			return storable(localDate(value));
		}
		return cut(LocalDateTime.ofInstant(instant(value), ZoneOffset.UTC));
	}

	private LocalDateTime cut(LocalDateTime time) {
		storable(time.toLocalDate());
		return time.withNano(time.getNano() - time.getNano() % this.unit);
	}

	private LocalDateTime localDateTime(Object value) {
		return (value instanceof LocalDateTime time) ? time
				: parse(value, "a LocalDateTime", "2024-05-01T09:59:59, without an offset", LocalDateTime::parse);
	}

	private LocalTime localTime(Object value) {
		return (value instanceof LocalTime time) ? time : parse(value, "a LocalTime", "09:59:59", LocalTime::parse);
	}

	private LocalDate localDate(Object value) {
		if (value instanceof java.sql.Date date) {
			return date.toLocalDate();
		}
		return (value instanceof LocalDate date) ? date : parse(value, "a date", "2024-05-01", LocalDate::parse);
	}

	private Instant instant(Object value) {
		Instant instant = toInstant(value);
		return (instant != null) ? instant : parse(value, "a point in time", "2024-05-01T09:59:59Z, with an offset",
				(text) -> ZonedDateTime.parse(text).toInstant());
	}

	/**
	 * Convert a value that is a point in time.
	 * @param value the value
	 * @return the point in time, or {@code null} if the value is not one
	 */
	static @Nullable Instant toInstant(Object value) {
		if (value instanceof Instant instant) {
			return instant;
		}
		if (value instanceof OffsetDateTime time) {
			return time.toInstant();
		}
		if (value instanceof ZonedDateTime time) {
			return time.toInstant();
		}
		boolean isDate = value instanceof java.util.Date && !(value instanceof java.sql.Date)
				&& !(value instanceof java.sql.Time);
		return isDate ? ((java.util.Date) value).toInstant() : null;
	}

	private <T> T parse(Object value, String expected, String form, Function<String, T> parser) {
		if (!(value instanceof CharSequence)) {
			throw misfit(expected + ", or a text such as " + form, value);
		}
		try {
			return parser.apply(value.toString());
		}
		catch (DateTimeParseException ex) {
			// Its message contains the value.
			throw unfit(value, "is not written by ISO 8601, such as " + form);
		}
	}

	/** The driver would write years before 1 as years of the current era. */
	static LocalDate storable(LocalDate date) {
		if (date.getYear() < 1 || date.getYear() > 9999) {
			throw new DateTimeException(
					"The year %s is outside the range of dates in TiDB, 1 to 9999".formatted(date.getYear()));
		}
		return date;
	}

}
