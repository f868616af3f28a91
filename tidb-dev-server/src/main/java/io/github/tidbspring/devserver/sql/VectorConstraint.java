package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * The check constraint by which a text column rejects the values that TiDB's
 * {@code VECTOR} type rejects.
 * <p>
 * A constraint in MariaDB cannot call a stored function, and its error contains only its
 * name. But comparing a text with a number is an error that quotes the text. So the
 * constraint compares with 1: either 1, for a valid vector, or the text of TiDB's
 * message. Every client sees the message, and {@link TiDBErrors} sets TiDB's error code.
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
	 * Matches an array of numbers. It has no backslash, whose meaning depends on the SQL
	 * mode, and only possessive quantifiers, so that it never backtracks.
	 */
	private static final String PATTERN = "^" + SPACE + "[[]" + SPACE + "(?:" + NUMBER + "(?:," + SPACE + NUMBER
			+ ")*+)?+[]]" + SPACE + "$";

	/**
	 * A JSON schema for numbers in the range of a 32-bit float.
	 */
	private static final String SCHEMA = "{\"items\":{\"type\":\"number\","
			+ "\"minimum\":-3.4028235e38,\"maximum\":3.4028235e38}}";

	private VectorConstraint() {
	}

	/**
	 * Return the SQL of the constraint.
	 * @param column the column, quoted if necessary
	 * @param dimensions the number of dimensions, or 0 for any
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
	 * Return the content of a column with this constraint.
	 * @param constraint the constraint, an empty text for none, {@code null} if the
	 * column does not exist
	 * @return the content of the column
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
		// Numbers with more than six digits exceed the limit, and could overflow an int.
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
