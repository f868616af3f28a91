package io.github.tidbspring.client.internal.schema;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads numbers exactly, or not at all. The driver silently drops fractions and rounds
 * digits; an application that saves what it has read would then lose them.
 */
final class NumberReader {

	private static final Set<Integer> MAY_HAVE_FRACTION = Set.of(Types.DECIMAL, Types.NUMERIC, Types.REAL, Types.FLOAT,
			Types.DOUBLE, Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR);

	/** Types whose values are decimal digits, and not binary floating-point numbers. */
	private static final Set<Integer> DECIMAL = Set.of(Types.DECIMAL, Types.NUMERIC, Types.INTEGER, Types.BIGINT,
			Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR);

	/**
	 * More digits before or after the decimal point than any double has. The limit keeps
	 * a text such as {@code 1e999999999} from being expanded.
	 */
	private static final int MAX_MAGNITUDE = 400;

	private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");

	private NumberReader() {
	}

	/**
	 * Check that the column has a number without a fraction, which the driver would cut
	 * off.
	 * @param row the result
	 * @param index the column's position in the result, from 1
	 * @return the result
	 * @throws SQLException if the driver cannot read the column
	 */
	static ResultSet whole(ResultSet row, int index) throws SQLException {
		if (MAY_HAVE_FRACTION.contains(TextReader.sqlType(row, index))) {
			BigDecimal number = number(row, index);
			if (number != null && number.stripTrailingZeros().scale() > 0) {
				throw new ArithmeticException("The number has a fraction");
			}
		}
		return row;
	}

	/** Read a double. A decimal number with more digits than a double is rejected. */
	static double toDouble(ResultSet row, int index) throws SQLException {
		double read = row.getDouble(index);
		BigDecimal decimal = decimal(row, index);
		if (decimal != null && BigDecimal.valueOf(read).compareTo(decimal) != 0) {
			throw new ArithmeticException("The number has more digits than a double; a BigDecimal has all of them");
		}
		return read;
	}

	/** Read a float. A decimal number or a double that is not a float is rejected. */
	static float toFloat(ResultSet row, int index) throws SQLException {
		float read = row.getFloat(index);
		BigDecimal decimal = decimal(row, index);
		boolean exact = (decimal != null) ? new BigDecimal(Float.toString(read)).compareTo(decimal) == 0
				: (read == row.getDouble(index) || TextReader.sqlType(row, index) != Types.DOUBLE);
		if (!exact) {
			throw new ArithmeticException("The number has more digits than a float; a double or a BigDecimal has more");
		}
		return read;
	}

	private static @Nullable BigDecimal decimal(ResultSet row, int index) throws SQLException {
		return DECIMAL.contains(TextReader.sqlType(row, index)) ? number(row, index) : null;
	}

	/** Read all digits of a number. The driver would read a text as a double. */
	static @Nullable BigDecimal number(ResultSet row, int index) throws SQLException {
		if (!TextReader.isText(row, index)) {
			return row.getBigDecimal(index);
		}
		String text = row.getString(index);
		BigDecimal number = (text != null) ? new BigDecimal(text.strip()) : null;
		if (number != null && Math.abs((long) number.precision() - number.scale()) > MAX_MAGNITUDE) {
			throw new ArithmeticException("The number is larger or smaller than any that a column can have");
		}
		return number;
	}

	/**
	 * Read a boolean. The driver accepts other numbers too (5 and -1 are true, -2 is
	 * false), but a condition would not find their rows, since it compares the column
	 * with 1 and 0.
	 */
	static boolean toBoolean(ResultSet row, int index) throws SQLException {
		int type = TextReader.sqlType(row, index);
		if (type == Types.NULL || (TextReader.isText(row, index) && !isNumber(row.getString(index)))) {
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

}
