package io.github.tidbspring.client.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Year;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import io.github.tidbspring.client.internal.schema.ColumnType.Use;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Checks numbers for a column: a number fits if the column stores, or compares with,
 * exactly this number. A double is compared with a decimal by its text, as 0.1 and not as
 * 0.1000000000000000055. From 2<sup>53</sup> on, a double may have been rounded before it
 * was passed, and is rejected.
 */
final class NumberValues extends ColumnValues {

	private static final double FIRST_INEXACT_DOUBLE = 1L << 53;

	private static final double FIRST_INEXACT_FLOAT = 1L << 24;

	/** The most digits of a DECIMAL in TiDB. */
	private static final int MAX_DIGITS = 65;

	private static final int MAX_SCALE = 30;

	private static final int YEAR_DIGITS = 4;

	private final Class<?> javaType;

	/** The range if property or column has only whole numbers, otherwise {@code null}. */
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
			default -> integer(number, value);
		};
	}

	@Override
	Object comparand(Object value, Use use) {
		Number number = number(value);
		return switch (type().family()) {
			case FLOAT -> (use == Use.EQUALITY) ? toFloat(number, value).doubleValue() : toDouble(number, value);
			case DOUBLE -> toDouble(number, value);
			// The server would convert a year of two digits to one of four.
			case YEAR -> integer(number, value);
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

	/** Return a whole number in the property's own type, if it fits. */
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

	/** The number without trailing zeros; {@code null} if it has too many digits. */
	private static @Nullable BigDecimal plain(BigDecimal number) {
		BigDecimal stripped = number.stripTrailingZeros();
		int scale = Math.max(stripped.scale(), 0);
		long wholeDigits = Math.max((long) stripped.precision() - stripped.scale(), 0);
		return (scale <= MAX_SCALE && wholeDigits + scale <= MAX_DIGITS) ? stripped.setScale(scale) : null;
	}

	private Object integer(Number number, Object value) {
		whole(number, value);
		return (this.javaType == value.getClass()) ? number : boxed(toDecimal(number, value).setScale(0));
	}

	/** Check that a number is one that a property or column of whole numbers has. */
	private Number whole(Number number, Object value) {
		if (this.wholes != null && !this.wholes.containsWhole(toDecimal(number, value))) {
			throw unfit(value, "is not one of its whole numbers" + this.wholes);
		}
		return number;
	}

	private BigDecimal decimal(Number number, Object value) {
		BigDecimal decimal = toDecimal(number, value);
		int scale = type().scale();
		if (decimal.scale() > scale) {
			BigDecimal plain = plain(decimal);
			if (plain == null || plain.scale() > scale) {
				throw tooManyDecimals(value);
			}
			decimal = decimal.setScale(scale);
		}
		if ((long) decimal.precision() - decimal.scale() > type().size() - scale && decimal.signum() != 0) {
			throw unfit(value, "has more than %s digits before the point".formatted(type().size() - scale));
		}
		return decimal;
	}

	/** A column of the type FLOAT(7,2) rounds too. */
	private Double scaled(Double stored, Number number, Object value) {
		int scale = type().scale();
		if (scale != ColumnDomain.ANY_SCALE && toDecimal(number, value).stripTrailingZeros().scale() > scale) {
			throw tooManyDecimals(value);
		}
		return stored;
	}

	private IllegalArgumentException tooManyDecimals(Object value) {
		return unfit(value, "has more than %s digits after the point, which its column would round; round it before"
			.formatted(type().scale()));
	}

	private BigDecimal toDecimal(Number number, Object value) {
		if (number instanceof BigDecimal decimal) {
			return decimal;
		}
		if (!(number instanceof Float || number instanceof Double)) {
			return BigDecimal.valueOf(number.longValue());
		}
		// A value of a property of type double was not rounded on its way here.
		boolean own = this.javaType == Double.class || this.javaType == Float.class;
		double firstInexact = (number instanceof Float) ? FIRST_INEXACT_FLOAT : FIRST_INEXACT_DOUBLE;
		if (!own && Math.abs(number.doubleValue()) >= firstInexact) {
			throw unfit(value, "is so large that its neighbours are whole numbers apart, so it may have been rounded; "
					+ "a long or a BigDecimal is exact");
		}
		return new BigDecimal(number.toString());
	}

	private Double toDouble(Number number, Object value) {
		double nearest = number.doubleValue();
		if (number instanceof Double || number instanceof Float) {
			return nearest;
		}
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

	/** Return the number as a Long or smaller, a Float, a Double or a BigDecimal. */
	private Number number(Object value) {
		if (value instanceof BigInteger integer) {
			return new BigDecimal(integer);
		}
		if (value instanceof AtomicInteger || value instanceof AtomicLong) {
			return ((Number) value).longValue();
		}
		if (value instanceof Float || value instanceof Double) {
			if (!Double.isFinite(((Number) value).doubleValue())) {
				throw new ArithmeticException("%s is not a finite number".formatted(value));
			}
			return (Number) value;
		}
		if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte
				|| value instanceof BigDecimal) {
			return (Number) value;
		}
		if (this.javaType == Year.class) {
			return year(value);
		}
		throw misfit("a number", value);
	}

	/** Four digits, as ISO 8601 requires; the parser accepts fewer. */
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
			// Its message contains the value, which the one below does not show.
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

		private static final Range LONG = signed(Long.SIZE);

		/** The years of the type YEAR, without the special value 0. */
		private static final Range YEARS = new Range(BigDecimal.valueOf(1901), BigDecimal.valueOf(2155));

		private static final BigDecimal LARGEST = BigDecimal.TEN.pow(MAX_DIGITS).subtract(BigDecimal.ONE);

		private static final Map<Class<?>, Range> OF_TYPES = Map.of(Byte.class, signed(Byte.SIZE), Short.class,
				signed(Short.SIZE), Integer.class, signed(Integer.SIZE), Year.class, signed(Integer.SIZE), Long.class,
				LONG, BigInteger.class, new Range(LARGEST.negate(), LARGEST));

		static @Nullable Range of(Class<?> javaType, ColumnDomain type) {
			Range ofProperty = OF_TYPES.get(javaType);
			Range ofColumn = switch (type.family()) {
				case INTEGER, BIT -> type.unsigned() ? unsigned(type.size()) : signed(type.size());
				case YEAR -> YEARS;
				default -> null;
			};
			if (ofProperty == null || ofColumn == null) {
				return (ofProperty != null) ? ofProperty : ofColumn;
			}
			return new Range(ofProperty.lowest().max(ofColumn.lowest()), ofProperty.highest().min(ofColumn.highest()));
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

		boolean containsWhole(BigDecimal number) {
			return contains(number) && number.stripTrailingZeros().scale() <= 0;
		}

		@Override
		public String toString() {
			return ", from " + this.lowest + " to " + this.highest;
		}

	}

}
