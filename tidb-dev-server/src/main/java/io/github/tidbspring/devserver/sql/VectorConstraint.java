package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * The constraint that makes a text column refuse what TiDB's {@code VECTOR} type refuses.
 * <p>
 * A constraint of MariaDB cannot call a stored function, and says no more than its own
 * name when it fails. But a text that is compared with a number is an error which quotes
 * the text. So the constraint compares either 1 or TiDB's message with 1: whoever speaks
 * to the server sees the message, and {@link TiDBErrors} gives it TiDB's code.
 */
final class VectorConstraint {

	static final String DIMENSIONS = "vector has ";

	static final String MALFORMED = "Invalid vector text: ";

	static final String TOO_MANY = "vector cannot have more than ";

	private static final int MAX_DIMENSIONS = 16383;

	private static final String DOES_NOT_FIT = " dimensions, does not fit VECTOR(";

	private static final String SPACE = "[[:space:]]*+";

	private static final String NUMBER = "-?(?:0|[1-9][0-9]*+)(?:[.][0-9]++)?+(?:[eE][-+]?[0-9]++)?+" + SPACE;

	/**
	 * An array of numbers, without a backslash (whose meaning depends on the SQL mode)
	 * and without a place to backtrack to.
	 */
	private static final String PATTERN = "^" + SPACE + "[[]" + SPACE + "(?:" + NUMBER + "(?:," + SPACE + NUMBER
			+ ")*+)?+[]]" + SPACE + "$";

	/**
	 * Numbers that a 32-bit float can hold.
	 */
	private static final String SCHEMA = "{\"items\":{\"type\":\"number\","
			+ "\"minimum\":-3.4028235e38,\"maximum\":3.4028235e38}}";

	private VectorConstraint() {
	}

	/**
	 * Write the constraint.
	 * @param column the column, quoted where it must be
	 * @param dimensions its dimensions, or 0 for any
	 * @return the constraint
	 */
	static String of(String column, int dimensions) {
		String length = "JSON_LENGTH(" + column + ")";
		String fits = (dimensions > 0)
				? "IF(" + length + " = " + dimensions + ", 1, CONCAT('" + DIMENSIONS + "', " + length + ", '"
						+ DOES_NOT_FIT + dimensions + ")'))"
				: "IF(" + length + " <= " + MAX_DIMENSIONS + ", 1, '" + tooMany() + "')";
		return "CHECK (IF(" + column + " REGEXP '" + PATTERN + "' AND JSON_SCHEMA_VALID('" + SCHEMA + "', " + column
				+ "), " + fits + ", CONCAT('" + MALFORMED + "', " + column + ")) = 1)";
	}

	/**
	 * Return what a column with this constraint holds.
	 * @param constraint the constraint, an empty text for none, {@code null} for no
	 * column
	 * @return what the column holds
	 */
	static Content contentOf(@Nullable String constraint) {
		if (constraint == null) {
			return Content.UNKNOWN;
		}
		if (!constraint.contains(MALFORMED)) {
			return Content.NO_VECTOR;
		}
		return constraint.contains(DOES_NOT_FIT) ? Content.FIXED_DIMENSION : Content.ANY_DIMENSION;
	}

	static int dimensions(String number) throws SQLException {
		// Nobody needs more digits to exceed the limit.
		int dimensions = (number.matches("[0-9]{1,6}")) ? Integer.parseInt(number) : Integer.MAX_VALUE;
		if (dimensions > MAX_DIMENSIONS) {
			throw TiDBErrors.unknownError(tooMany());
		}
		return dimensions;
	}

	private static String tooMany() {
		return TOO_MANY + MAX_DIMENSIONS + " dimensions";
	}

}
