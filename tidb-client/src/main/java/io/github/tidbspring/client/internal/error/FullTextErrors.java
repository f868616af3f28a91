package io.github.tidbspring.client.internal.error;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Recognizes errors of servers without full-text search, or without an index for it.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
public final class FullTextErrors {

	/** Codes of full-text indexes only: no matching one, or none at all. */
	private static final Set<Integer> UNAVAILABLE = Set.of(ErrorCodes.NO_MATCHING_FULL_TEXT_INDEX,
			ErrorCodes.FULL_TEXT_NOT_SUPPORTED, ErrorCodes.NO_FULL_TEXT_INDEX);

	/**
	 * Codes of various errors: not supported, no such function (two codes), wrong usage,
	 * errors without a code (of TiDB and of TiFlash), and unsupported DDL.
	 */
	private static final Set<Integer> AMBIGUOUS = Set.of(ErrorCodes.NOT_SUPPORTED, ErrorCodes.NO_SUCH_FUNCTION,
			ErrorCodes.FUNCTION_NOT_DEFINED, ErrorCodes.UNKNOWN, ErrorCodes.WRONG_USAGE, ErrorCodes.INTERNAL,
			ErrorCodes.UNSUPPORTED_DDL);

	/**
	 * Parts of messages about full-text search on servers that support it: uncommitted
	 * changes, or the function at a position where it is not allowed.
	 */
	private static final List<String> THERE = List.of("uncommitted", "in select", "in where", "in order by",
			"non-constant", "non-string");

	private static final Pattern NAME = Pattern.compile("fts.?match|full.?text");

	private FullTextErrors() {
	}

	/**
	 * Return the error.
	 * @param ex the exception of a full-text search
	 * @return the error, or {@code null} if it is another one
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
