package io.github.tidbspring.client.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Year;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import io.github.tidbspring.client.internal.schema.ColumnType.Use;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Which numbers fit a column of numbers: those that are compared exactly, and stored as
 * they are. The number that a double is to a decimal is the one that its text says, 0.1
 * and not 0.1000000000000000055; from 2<sup>53</sup> on a double may have been rounded
 * before it came here, and is refused.
 */
final class NumberValues extends ColumnValues {

	private static final double FIRST_INEXACT_DOUBLE = 1L << 53;

	private static final float FIRST_INEXACT_FLOAT = 1L << 24;

	/** What a DECIMAL of TiDB has at most. */
	private static final int MAX_DIGITS = 65;

	private static final int MAX_SCALE = 30;

	private static final int YEAR_DIGITS = 4;

	private static final int FIRST_YEAR = 1901;

	private static final int LAST_YEAR = 2155;

	private final Class<?> javaType;

	/** The least and the greatest number of whole ones; {@code null} for fractions. */
	private final @Nullable Range wholes;

	NumberValues(RowProperty property, ColumnDomain type) {
		super(property, type);
		this.javaType = ClassUtils.resolvePrimitiveIfNecessary(property.type());
		this.wholes = Range.of(this.javaType, type);
	}

	@Override
	public Object write(Object value) {
		Number number = number(value);
		if (this.javaType == Float.class) {
			number = toFloat(number, value);
		}
		else if (this.javaType == Double.class) {
			number = toDouble(number, value);
		}
		return switch (type().family()) {
			case FLOAT -> scaled(toFloat(number, value).doubleValue(), number, value);
			case DOUBLE -> scaled(toDouble(whole(number, value), value), number, value);
			case DECIMAL -> decimal(whole(number, value), value);
			default -> integer(whole(number, value), value);
		};
	}

	@Override
	Object comparand(Object value, Use use) {
		Number number = number(value);
		return switch (type().family()) {
			case FLOAT -> (use == Use.EQUALITY) ? toFloat(number, value).doubleValue() : toDouble(number, value);
			case DOUBLE -> toDouble(number, value);
			// A year of two digits would be one of four to the server.
			case YEAR -> integer(whole(number, value), value);
			default -> comparable(toDecimal(number, value), value);
		};
	}

	private Object comparable(BigDecimal number, Object value) {
		BigDecimal plain = plain(number);
		if (plain == null) {
			throw unfit(value, "has more digits than the %s, %s of them after the point, of TiDB's DECIMAL"
				.formatted(MAX_DIGITS, MAX_SCALE));
		}
		boolean isWhole = type().family() != Family.DECIMAL && plain.scale() == 0;
		return isWhole ? boxed(plain) : plain;
	}

	/** A whole number in the type that one of the property's own has. */
	private Object boxed(BigDecimal whole) {
		if (!Range.LONG.contains(whole)) {
			return whole;
		}
		long number = whole.longValueExact();
		if (this.javaType == Byte.class && (byte) number == number) {
			return (byte) number;
		}
		if (this.javaType == Short.class && (short) number == number) {
			return (short) number;
		}
		boolean isInt = (this.javaType == Integer.class || this.javaType == Year.class) && (int) number == number;
		return isInt ? (Object) (int) number : (Object) number;
	}

	/** The number without zeros at its end, unless it has too many digits. */
	private static @Nullable BigDecimal plain(BigDecimal number) {
		BigDecimal stripped = number.stripTrailingZeros();
		int scale = Math.max(stripped.scale(), 0);
		long wholeDigits = Math.max((long) stripped.precision() - stripped.scale(), 0);
		return (scale <= MAX_SCALE && wholeDigits + scale <= MAX_DIGITS) ? stripped.setScale(scale) : null;
	}

	private Object integer(Number number, Object value) {
		if (this.javaType == value.getClass()) {
			return number;
		}
		BigDecimal decimal = toDecimal(number, value);
		BigDecimal whole = (this.wholes != null) ? this.wholes.wholeOf(decimal) : null;
		if (whole == null) {
			throw outOfRange(value);
		}
		return boxed(whole);
	}

	/** Check that a number is one of those of a property or column without fractions. */
	private Number whole(Number number, Object value) {
		if (this.wholes == null) {
			return number;
		}
		boolean fits = (number instanceof BigDecimal || number instanceof Float || number instanceof Double)
				? this.wholes.wholeOf(toDecimal(number, value)) != null : this.wholes.contains(number.longValue());
		if (!fits) {
			throw outOfRange(value);
		}
		return number;
	}

	private IllegalArgumentException outOfRange(Object value) {
		return unfit(value, "is not one of its whole numbers" + ((this.wholes != null) ? this.wholes : ""));
	}

	private BigDecimal decimal(Number number, Object value) {
		BigDecimal decimal = toDecimal(number, value);
		int scale = type().scale();
		if (decimal.scale() > scale) {
			BigDecimal plain = plain(decimal);
			if (plain == null || plain.scale() > scale) {
				throw unfit(value,
						"has more than %s digits after the point, which its column would round; round it before"
							.formatted(scale));
			}
			decimal = decimal.setScale(scale);
		}
		if ((long) decimal.precision() - decimal.scale() > type().size() - scale && decimal.signum() != 0) {
			throw unfit(value, "has more than %s digits before the point".formatted(type().size() - scale));
		}
		return decimal;
	}

	/** FLOAT(7,2) rounds too. */
	private Double scaled(Double stored, Number number, Object value) {
		int scale = type().scale();
		if (scale != ColumnDomain.ANY_SCALE && toDecimal(number, value).stripTrailingZeros().scale() > scale) {
			throw unfit(value, "has more than %s digits after the point, which its column would round; round it before"
				.formatted(scale));
		}
		return stored;
	}

	private BigDecimal toDecimal(Number number, Object value) {
		if (number instanceof BigDecimal decimal) {
			return decimal;
		}
		// What is a double here was not rounded before.
		boolean own = this.javaType == Double.class || this.javaType == Float.class;
		if (number instanceof Float single) {
			if (!own && Math.abs(single) >= FIRST_INEXACT_FLOAT) {
				throw tooLarge(value);
			}
			return new BigDecimal(single.toString());
		}
		if (number instanceof Double twice) {
			if (!own && Math.abs(twice) >= FIRST_INEXACT_DOUBLE) {
				throw tooLarge(value);
			}
			return BigDecimal.valueOf(twice);
		}
		return BigDecimal.valueOf(number.longValue());
	}

	private IllegalArgumentException tooLarge(Object value) {
		return unfit(value, "is so large that its neighbours are whole numbers apart, so it may have been rounded; "
				+ "a long or a BigDecimal is exact");
	}

	private Double toDouble(Number number, Object value) {
		if (number instanceof Double || number instanceof Float) {
			return number.doubleValue();
		}
		double nearest = number.doubleValue();
		BigDecimal decimal = toDecimal(number, value);
		boolean exact = Double.isFinite(nearest) && (BigDecimal.valueOf(nearest).compareTo(decimal) == 0
				|| new BigDecimal(nearest).compareTo(decimal) == 0);
		if (!exact) {
			throw unfit(value, "is not exactly a double");
		}
		return nearest;
	}

	private Float toFloat(Number number, Object value) {
		if (number instanceof Float single) {
			return single;
		}
		double exact = toDouble(number, value);
		if ((float) exact != exact) {
			throw unfit(value, "is not exactly a float, such as 0.1f, which is not 0.1");
		}
		return (float) exact;
	}

	/** The number, which is a Long or smaller, a Float, a Double or a BigDecimal. */
	private Number number(Object value) {
		if (value instanceof Float single) {
			return checkFinite(single, Float.isFinite(single));
		}
		if (value instanceof Double twice) {
			return checkFinite(twice, Double.isFinite(twice));
		}
		if (value instanceof BigInteger integer) {
			return new BigDecimal(integer);
		}
		if (value instanceof AtomicInteger || value instanceof AtomicLong) {
			return ((Number) value).longValue();
		}
		boolean isNumber = value instanceof Long || value instanceof Integer || value instanceof Short
				|| value instanceof Byte || value instanceof BigDecimal;
		if (isNumber) {
			return (Number) value;
		}
		if (this.javaType == Year.class) {
			return year(value);
		}
		throw misfit("a number", value);
	}

	private static Number checkFinite(Number number, boolean finite) {
		if (!finite) {
			throw new ArithmeticException("%s is not a finite number".formatted(number));
		}
		return number;
	}

	/** Four digits, as ISO 8601 has it; the parser is content with fewer. */
	private Number year(Object value) {
		if (value instanceof Year year) {
			return year.getValue();
		}
		if (!(value instanceof CharSequence text)) {
			throw misfit("a year, or a text such as 2024", value);
		}
		try {
			if (text.length() >= YEAR_DIGITS) {
				return Year.parse(text).getValue();
			}
		}
		catch (DateTimeException ex) {
			// Its message has the value; the one below has not.
		}
		throw unfit(value, "is not written by ISO 8601, such as 2024");
	}

	/**
	 * Whole numbers from one to another.
	 *
	 * @param lowest the lowest
	 * @param highest the highest
	 */
	private record Range(BigDecimal lowest, BigDecimal highest) {

		private static final Range LONG = new Range(BigDecimal.valueOf(Long.MIN_VALUE),
				BigDecimal.valueOf(Long.MAX_VALUE));

		static @Nullable Range of(Class<?> javaType, ColumnDomain type) {
			Range ofProperty = ofProperty(javaType);
			Range ofColumn = ofColumn(type);
			if (ofProperty == null || ofColumn == null) {
				return (ofProperty != null) ? ofProperty : ofColumn;
			}
			return new Range(ofProperty.lowest().max(ofColumn.lowest()), ofProperty.highest().min(ofColumn.highest()));
		}

		private static @Nullable Range ofProperty(Class<?> type) {
			if (type == Byte.class) {
				return signed(Byte.SIZE);
			}
			if (type == Short.class) {
				return signed(Short.SIZE);
			}
			if (type == Integer.class || type == Year.class) {
				return signed(Integer.SIZE);
			}
			if (type == Long.class) {
				return LONG;
			}
			BigDecimal limit = BigDecimal.TEN.pow(MAX_DIGITS).subtract(BigDecimal.ONE);
			return (type == BigInteger.class) ? new Range(limit.negate(), limit) : null;
		}

		private static @Nullable Range ofColumn(ColumnDomain type) {
			return switch (type.family()) {
				case INTEGER, BIT -> type.unsigned() ? unsigned(type.size()) : signed(type.size());
				case YEAR -> new Range(BigDecimal.valueOf(FIRST_YEAR), BigDecimal.valueOf(LAST_YEAR));
				default -> null;
			};
		}

		private static Range signed(int bits) {
			BigDecimal half = new BigDecimal(BigInteger.TWO.pow(bits - 1));
			return new Range(half.negate(), half.subtract(BigDecimal.ONE));
		}

		private static Range unsigned(int bits) {
			return new Range(BigDecimal.ZERO, new BigDecimal(BigInteger.TWO.pow(bits)).subtract(BigDecimal.ONE));
		}

		boolean contains(BigDecimal number) {
			return this.lowest.compareTo(number) <= 0 && this.highest.compareTo(number) >= 0;
		}

		boolean contains(long number) {
			return contains(BigDecimal.valueOf(number));
		}

		/** The number without a fraction, or {@code null} if it has one or is outside. */
		@Nullable BigDecimal wholeOf(BigDecimal number) {
			if (!contains(number)) {
				return null;
			}
			BigDecimal plain = number.stripTrailingZeros();
			return (plain.scale() <= 0) ? plain.setScale(0) : null;
		}

		@Override
		public String toString() {
			return ", from " + this.lowest + " to " + this.highest;
		}

	}

}
