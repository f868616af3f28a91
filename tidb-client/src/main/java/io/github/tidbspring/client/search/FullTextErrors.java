package io.github.tidbspring.client.search;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * How servers say that they have no full-text search, or none for this column.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
final class FullTextErrors {

	/** Not supported; no such function, by its two codes; no such index. */
	private static final Set<Integer> UNAVAILABLE = Set.of(1235, 1305, 1128, 1191);

	/**
	 * Errors of many kinds (1105), and wrong usage (1221): some versions of TiDB use them
	 * for a column without a full-text index.
	 */
	private static final Set<Integer> AMBIGUOUS = Set.of(1105, 1221);

	private FullTextErrors() {
	}

	/**
	 * Find the error that says so.
	 * @param ex what a search for words ended with
	 * @return the error, or {@code null} if it was for another reason
	 */
	static @Nullable SQLException find(DataAccessException ex) {
		if (!(NestedExceptionUtils.getMostSpecificCause(ex) instanceof SQLException error)) {
			return null;
		}
		int code = error.getErrorCode();
		return UNAVAILABLE.contains(code) || (AMBIGUOUS.contains(code) && isAboutFullText(error)) ? error : null;
	}

	private static boolean isAboutFullText(SQLException error) {
		String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
		boolean named = message.contains("fts_match_word") || message.contains("full text")
				|| message.contains("fulltext") || message.contains("full-text");
		// There it is, but not after changes in the same transaction.
		return named && !message.contains("uncommitted");
	}

}
