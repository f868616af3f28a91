package io.github.tidbspring.client.internal.schema;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Map;
import java.util.Set;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.util.ClassUtils;
import org.springframework.util.NumberUtils;

/**
 * The versions of the rows of a table: numbers that are counted, or times.
 *
 * @param column the column
 */
public record ColumnVersion(ColumnSchema column) {

	private static final Map<Class<?>, Long> LARGEST = Map.of(Short.class, (long) Short.MAX_VALUE, Integer.class,
			(long) Integer.MAX_VALUE, Long.class, Long.MAX_VALUE);

	private static final Set<Class<?>> TIMES = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class,
			LocalDateTime.class, Date.class, Timestamp.class);

	private static final int MICRO_DIGITS = 6;

	private static final int MILLI_DIGITS = 3;

	/**
	 * Check that the type of a column can be that of versions.
	 * @param property the property
	 * @param type how its values are stored
	 * @param types the types of the client
	 * @throws IllegalArgumentException if it cannot
	 */
	static void check(RowProperty property, ColumnType type, ColumnTypes types) {
		Class<?> javaType = ClassUtils.resolvePrimitiveIfNecessary(property.type());
		Family family = ColumnDomain.of(type.sqlType()).family();
		boolean isNumber = LARGEST.containsKey(javaType) && family == Family.INTEGER;
		boolean isTime = TIMES.contains(javaType) && family == Family.DATE_TIME;
		if (types.isConverted(property.type()) || !(isNumber || isTime)) {
			throw property
				.invalid(("is a @VersionColumn and therefore a short, an int, a long or a wrapper of them, or "
						+ "an Instant, OffsetDateTime, ZonedDateTime, LocalDateTime, Date or Timestamp, in a column of "
						+ "that kind, and not a %s in a column %s")
					.formatted(property.genericType().getTypeName(), type.sqlType()));
		}
	}

	/**
	 * Return whether a row certainly is a new one.
	 * @param row the row
	 * @return {@code true} if it has no version
	 */
	public boolean isNew(Object row) {
		return this.column.property().value(row) == null;
	}

	/**
	 * Return whether a row may be a new one.
	 * @param row the row
	 * @return {@code true} if it has no version, or the 0 of a primitive type
	 */
	public boolean mayBeNew(Object row) {
		Object version = this.column.property().value(row);
		return version == null || (this.column.property().type().isPrimitive() && ((Number) version).longValue() == 0);
	}

	/**
	 * Return the version of a row that is inserted.
	 * @param row the row
	 * @return its own version, or the first one
	 */
	public Object first(Object row) {
		Object version = this.column.property().value(row);
		if (version != null && !mayBeNew(row)) {
			return version;
		}
		return isTime() ? time(now()) : number(this.column.property().type().isPrimitive() ? 1 : 0);
	}

	/**
	 * Return the version of a row that is updated.
	 * @param row the row
	 * @return the version after its own
	 */
	public Object next(Object row) {
		Object version = this.column.property().value(row);
		if (version == null) {
			throw this.column.property().invalid("is null, and only a new row has no version");
		}
		if (isTime()) {
			LocalDateTime after = ((LocalDateTime) parameter(version)).plusNanos(1000L * micros());
			LocalDateTime now = now();
			return time(now.isAfter(after) ? now : after);
		}
		long number = ((Number) version).longValue();
		if (Long.valueOf(number).equals(LARGEST.get(type()))) {
			throw this.column.property().invalid("is the largest number of its type: there is no next version");
		}
		return number(number + 1);
	}

	/**
	 * Return the parameter for a version.
	 * @param version the version
	 * @return the parameter
	 */
	public Object parameter(Object version) {
		return this.column.conditionParameter(version);
	}

	/**
	 * Return the expression for the next version of a stored row.
	 * @param quoted the quoted name of the column
	 * @return the expression
	 */
	SqlStatement next(String quoted) {
		SqlBuilder sql = new SqlBuilder();
		if (!isTime()) {
			return sql.append(quoted + " + 1").build();
		}
		LocalDateTime now = now();
		return sql.append("CASE WHEN " + quoted + " < ")
			.parameter(now)
			.append(" THEN ")
			.parameter(now)
			.append(" ELSE " + quoted + " + INTERVAL " + micros() + " MICROSECOND END")
			.build();
	}

	/**
	 * Return the exception for a row whose version is not the stored one.
	 * @param cause why a new row could not be inserted, or {@code null}
	 * @return the exception
	 */
	public OptimisticLockingFailureException stale(@Nullable Throwable cause) {
		return new OptimisticLockingFailureException(
				("%s does not have the version that is stored: the row was changed, inserted or deleted since it was "
						+ "read. Read it again, and decide whether the change still applies")
					.formatted(this.column.property()),
				cause);
	}

	private boolean isTime() {
		return TIMES.contains(type());
	}

	private Class<?> type() {
		return ClassUtils.resolvePrimitiveIfNecessary(this.column.property().type());
	}

	private Number number(long number) {
		return NumberUtils.convertNumberToTargetClass(number, type().asSubclass(Number.class));
	}

	/** The time as a parameter, with the precision of column and type. */
	private LocalDateTime now() {
		boolean isLocal = type() == LocalDateTime.class;
		LocalDateTime now = (LocalDateTime) parameter(isLocal ? LocalDateTime.now() : Instant.now());
		return now.withNano(now.getNano() - now.getNano() % (1000 * micros()));
	}

	/** The smallest difference of two versions. */
	private int micros() {
		int digits = Math.min(ColumnDomain.of(this.column.type().sqlType()).size(),
				(type() == Date.class) ? MILLI_DIGITS : MICRO_DIGITS);
		return (int) Math.pow(10, MICRO_DIGITS - digits);
	}

	private Object time(LocalDateTime parameter) {
		Class<?> type = type();
		if (type == LocalDateTime.class) {
			return parameter;
		}
		Instant instant = parameter.toInstant(ZoneOffset.UTC);
		if (type == OffsetDateTime.class || type == ZonedDateTime.class) {
			return (type == OffsetDateTime.class) ? (Object) instant.atOffset(ZoneOffset.UTC)
					: instant.atZone(ZoneOffset.UTC);
		}
		if (type == Instant.class) {
			return instant;
		}
		return (type == Timestamp.class) ? Timestamp.from(instant) : Date.from(instant);
	}

}
