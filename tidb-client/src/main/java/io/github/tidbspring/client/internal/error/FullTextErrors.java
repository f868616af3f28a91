package io.github.tidbspring.client.internal.error;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * How servers say that they have no full-text search, or none for this column.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
public final class FullTextErrors {

	/** About full-text indexes and nothing else: none that matches, none at all. */
	private static final Set<Integer> UNAVAILABLE = Set.of(ErrorCodes.NO_MATCHING_FULL_TEXT_INDEX,
			ErrorCodes.FULL_TEXT_NOT_SUPPORTED, ErrorCodes.NO_FULL_TEXT_INDEX);

	/**
	 * Errors of many kinds: not supported, no such function by its two codes, wrong
	 * usage, those without a code (TiDB's own and TiFlash's) and TiDB's for what it does
	 * not support.
	 */
	private static final Set<Integer> AMBIGUOUS = Set.of(ErrorCodes.NOT_SUPPORTED, ErrorCodes.NO_SUCH_FUNCTION,
			ErrorCodes.FUNCTION_NOT_DEFINED, ErrorCodes.UNKNOWN, ErrorCodes.WRONG_USAGE, ErrorCodes.INTERNAL,
			ErrorCodes.UNSUPPORTED_DDL);

	/**
	 * In messages that name full text although it is there: after changes in the same
	 * transaction, and where the statement has the function in a place it must not be.
	 */
	private static final List<String> THERE = List.of("uncommitted", "in select", "in where", "in order by",
			"non-constant", "non-string");

	private static final Pattern NAME = Pattern.compile("fts.?match|full.?text");

	private FullTextErrors() {
	}

	/**
	 * Find the error that says so.
	 * @param ex what a search for words ended with
	 * @return the error, or {@code null} if it was for another reason
	 */
	public static @Nullable SQLException find(DataAccessException ex) {
		for (Throwable cause = ex.getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException error && isUnavailable(error)) {
				return error;
			}
		}
		return null;
	}

	private static boolean isUnavailable(SQLException error) {
		int code = error.getErrorCode();
		return UNAVAILABLE.contains(code) || (AMBIGUOUS.contains(code) && isAboutFullText(error));
	}

	private static boolean isAboutFullText(SQLException error) {
		String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
		return NAME.matcher(message).find() && THERE.stream().noneMatch(message::contains);
	}

}
