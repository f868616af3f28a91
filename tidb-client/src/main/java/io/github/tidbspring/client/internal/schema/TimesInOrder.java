package io.github.tidbspring.client.internal.schema;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Sample times of each type, in ascending order, to test whether the JSON that a mapper
 * writes for them has the same order. They differ in what can break the order of texts:
 * fractions of a second, which may be absent, and offsets.
 */
final class TimesInOrder {

	private static final List<Instant> INSTANTS = Stream
		.of("2025-12-31T23:59:59.999Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5Z", "2026-01-01T00:00:01Z",
				"2026-01-01T00:00:01.250Z", "2026-01-01T00:01:00Z", "2026-01-01T10:00:00.001Z", "2026-01-01T10:00:01Z")
		.map(Instant::parse)
		.toList();

	private static final List<ZoneId> ZONES = List.of(ZoneOffset.UTC, ZoneOffset.ofHours(2), ZoneOffset.ofHours(-5));

	private static final Map<Class<?>, List<Object>> TIMES = new HashMap<>();

	static {
		put(Instant.class, INSTANTS);
		put(Date.class, INSTANTS.stream().map(Date::from).toList());
		put(Timestamp.class, INSTANTS.stream().map(Timestamp::from).toList());
		put(OffsetDateTime.class, inZones(ZonedDateTime::toOffsetDateTime));
		put(ZonedDateTime.class, inZones(Function.identity()));
		put(Calendar.class, inZones(GregorianCalendar::from));
		put(GregorianCalendar.class, inZones(GregorianCalendar::from));
		List<LocalDateTime> local = INSTANTS.stream().map((at) -> LocalDateTime.ofInstant(at, ZoneOffset.UTC)).toList();
		put(LocalDateTime.class, local);
		put(LocalTime.class, local.subList(1, local.size()).stream().map(LocalDateTime::toLocalTime).toList());
		put(Time.class,
				Stream.of("00:00:00", "00:00:01", "00:10:00", "09:59:59", "10:00:00").map(Time::valueOf).toList());
		put(OffsetTime.class,
				Stream.of("10:00:00+02:00", "09:00:00Z", "09:00:00.5Z", "06:00:00-05:00")
					.map(OffsetTime::parse)
					.toList());
		List<LocalDate> dates = Stream.of("0999-12-31", "2025-12-31", "2026-01-01", "2026-01-02", "2026-01-10")
			.map(LocalDate::parse)
			.toList();
		put(LocalDate.class, dates);
		put(java.sql.Date.class, dates.subList(1, dates.size()).stream().map(java.sql.Date::valueOf).toList());
		put(Year.class, List.of(Year.of(999), Year.of(2025), Year.of(2026)));
		put(YearMonth.class, List.of(YearMonth.of(999, 12), YearMonth.of(2026, 1), YearMonth.of(2026, 10)));
		put(MonthDay.class, List.of(MonthDay.of(1, 31), MonthDay.of(2, 1), MonthDay.of(10, 1)));
		put(Duration.class, List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1),
				Duration.ofHours(2), Duration.ofHours(100)));
		put(Period.class, List.of(Period.ofDays(1), Period.ofDays(10), Period.ofMonths(2), Period.ofYears(1)));
	}

	private TimesInOrder() {
	}

	/** The samples of a type, or {@code null} if the type is not known. */
	static @Nullable List<Object> of(Class<?> type) {
		return TIMES.get(type);
	}

	/**
	 * Return the samples for a value.
	 * @param value the value
	 * @param declared whether it is only compared with values of its own type
	 * @return the samples, or {@code null} if the type is not known
	 */
	static @Nullable List<Object> like(Object value, boolean declared) {
		boolean isInstant = value instanceof Instant || value instanceof OffsetDateTime
				|| value instanceof ZonedDateTime || value instanceof Calendar || value.getClass() == Date.class
				|| value instanceof Timestamp;
		return (isInstant && !declared) ? mixed() : of(value.getClass());
	}

	/** If any type may have been written, all of them must have the same form. */
	private static List<Object> mixed() {
		List<Object> times = new ArrayList<>();
		for (Instant instant : INSTANTS) {
			times.add(instant);
			times.add(Date.from(instant));
			times.add(instant.atOffset(ZoneOffset.ofHours(2)));
			times.add(instant.atZone(ZoneOffset.ofHours(-5)));
		}
		return times;
	}

	private static <T extends Object> List<T> inZones(Function<ZonedDateTime, T> conversion) {
		List<T> times = new ArrayList<>();
		for (Instant instant : INSTANTS) {
			times.add(conversion.apply(instant.atZone(ZONES.get(times.size() % ZONES.size()))));
		}
		return times;
	}

	private static void put(Class<?> type, List<?> times) {
		TIMES.put(type, List.copyOf(times));
	}

}
