package io.github.tidbspring.standin.sql;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errors of MariaDB as errors of TiDB.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes">TiDB's error codes</a>
 */
public final class TiDBErrors {

	private static final int UNKNOWN = 1105;

	private static final int UNSUPPORTED_DDL = 8200;

	private static final int TRUNCATED_WRONG_VALUE = 1292;

	private static final String STATE = "HY000";

	private static final Pattern QUOTED_MESSAGE = Pattern.compile("'((?:" + VectorConstraint.DIMENSIONS + "\\d|"
			+ VectorConstraint.MALFORMED + "|" + VectorConstraint.TOO_MANY + "\\d).*+)", Pattern.DOTALL);

	private TiDBErrors() {
	}

	/**
	 * Return the error that TiDB would have returned.
	 * @param exception MariaDB's error
	 * @return TiDB's error, or the one given if it is the same on both
	 */
	public static SQLException translate(SQLException exception) {
		String message = exception.getMessage();
		if (exception.getErrorCode() != TRUNCATED_WRONG_VALUE || message == null) {
			return exception;
		}
		Matcher matcher = QUOTED_MESSAGE.matcher(message);
		if (!matcher.find()) {
			return exception;
		}
		String quoted = matcher.group(1);
		int end = quoted.lastIndexOf('\'');
		String text = (end < 0) ? quoted : quoted.substring(0, end);
		SQLException translated = (exception instanceof BatchUpdateException batch)
				? new BatchUpdateException(text, STATE, UNKNOWN, batch.getLargeUpdateCounts(), batch)
				: new SQLException(text, STATE, UNKNOWN, exception);
		return translated;
	}

	static SQLException unknownError(String message) {
		return new SQLException(message, STATE, UNKNOWN);
	}

	static SQLException unsupportedIndex(String why) {
		return new SQLException("Unsupported add vector index: " + why, STATE, UNSUPPORTED_DDL);
	}

}
