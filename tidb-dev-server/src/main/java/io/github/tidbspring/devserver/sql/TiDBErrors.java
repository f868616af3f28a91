package io.github.tidbspring.devserver.sql;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Translates MariaDB's errors into TiDB's, and creates errors of TiDB.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes">TiDB's error codes</a>
 */
public final class TiDBErrors {

	private static final int UNKNOWN = 1105;

	private static final int UNSUPPORTED_DDL = 8200;

	private static final int TRUNCATED_WRONG_VALUE = 1292;

	private static final int LOCK_WAIT_TIMEOUT = 1205;

	private static final int NOT_LOCKED_AT_ONCE = 3572;

	private static final int SYNTAX = 1064;

	private static final int SYNTAX_OF_INDEX = 1149;

	private static final int NO_DATABASE = 1046;

	private static final int INVALID_AUTO_RANDOM = 8216;

	private static final int UNSUPPORTED_TYPE = 8108;

	private static final int NO_SUCH_FUNCTION = 1305;

	private static final int NOT_SUPPORTED_YET = 1235;

	private static final String STATE = "HY000";

	private static final String STATE_OF_SYNTAX = "42000";

	private static final String STATE_OF_NO_DATABASE = "3D000";

	private static final Pattern NOWAIT = Pattern.compile("\\bFOR\\s+UPDATE\\s+NOWAIT\\s*$", Pattern.CASE_INSENSITIVE);

	private static final Pattern QUOTED_MESSAGE = Pattern.compile("'((?:" + VectorConstraint.DIMENSIONS + "\\d|"
			+ VectorConstraint.MALFORMED + "|" + VectorConstraint.TOO_MANY + "\\d).*+)", Pattern.DOTALL);

	private TiDBErrors() {
	}

	/**
	 * Translate an error of MariaDB.
	 * @param exception MariaDB's error
	 * @param sql the statement
	 * @return TiDB's error, or the given one if both servers return the same
	 */
	public static SQLException translate(SQLException exception, String sql) {
		String message = exception.getMessage();
		if (exception.getErrorCode() == LOCK_WAIT_TIMEOUT && NOWAIT.matcher(sql).find()) {
			return new SQLException(
					"Statement aborted because lock(s) could not be acquired immediately and NOWAIT is" + " set.",
					STATE, NOT_LOCKED_AT_ONCE, exception);
		}
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

	/**
	 * The error for a statement that TiDB's parser does not accept.
	 * @param sql the statement
	 * @param token the first token that TiDB's parser does not accept
	 * @return the error
	 */
	static SQLException syntaxError(String sql, Token token) {
		int line = 1 + (int) sql.substring(0, token.start()).chars().filter((c) -> c == '\n').count();
		int column = token.end() - (sql.lastIndexOf('\n', token.start()) + 1);
		return new SQLSyntaxErrorException("You have an error in your SQL syntax; check the manual that corresponds to"
				+ " your TiDB version for the right syntax to use line " + line + " column " + column + " near \""
				+ sql.substring(token.start()) + "\" ", STATE_OF_SYNTAX, SYNTAX);
	}

	/**
	 * The error for a statement that TiDB parses but cannot run.
	 * @return the error
	 */
	static SQLException unsupportedStatement() {
		return new SQLException("Unsupported type *resolve.NodeW", STATE, UNSUPPORTED_TYPE);
	}

	/**
	 * The error for an unknown function. TiDB reports it as a function of the current
	 * database.
	 * @param database the current database, or {@code null} if none is selected
	 * @param name the function's name
	 * @return the error
	 */
	static SQLException noSuchFunction(@Nullable String database, String name) {
		if (database == null) {
			return new SQLException("No database selected", STATE_OF_NO_DATABASE, NO_DATABASE);
		}
		return new SQLSyntaxErrorException(
				"FUNCTION " + database + "." + name.toLowerCase(Locale.ROOT) + " does not exist", STATE_OF_SYNTAX,
				NO_SUCH_FUNCTION);
	}

	static SQLException notSupportedYet(String what) {
		return new SQLSyntaxErrorException("This version of TiDB doesn't yet support '" + what + "'", STATE_OF_SYNTAX,
				NOT_SUPPORTED_YET);
	}

	static SQLException unsupportedDefinition(String what) {
		return definition("Unsupported " + what);
	}

	static SQLException generalIndex() {
		return unsupportedIndex("unsupported adding a general index on a vector column");
	}

	/**
	 * The error for a vector index on a column instead of a distance function.
	 * @return the error
	 */
	static SQLException indexWithoutFunction() {
		return new SQLSyntaxErrorException("You have an error in your SQL syntax; check the manual that corresponds to"
				+ " your MySQL server version for the right syntax to use", STATE_OF_SYNTAX, SYNTAX_OF_INDEX);
	}

	static SQLException invalidAutoRandom(String why) {
		return new SQLException("Invalid auto random: " + why, STATE, INVALID_AUTO_RANDOM);
	}

	static SQLException definition(String message) {
		return new SQLException(message, STATE, UNSUPPORTED_DDL);
	}

	static SQLException unsupportedIndex(String why) {
		return unsupportedDefinition("add vector index: " + why);
	}

}
