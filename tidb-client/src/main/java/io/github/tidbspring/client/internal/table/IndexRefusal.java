package io.github.tidbspring.client.internal.table;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.tidbspring.client.internal.error.ErrorCodes;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * An error of a server that cannot have a vector or full-text index, as TiDB 8.5 and 9.0
 * report it, with and without TiFlash.
 *
 * @param code the error code
 * @param message the message of the server
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
record IndexRefusal(int code, String message) {

	/**
	 * Syntax errors, unsupported features, unknown functions, and full-text indexes that
	 * the storage engine does not support. Each of them may have another reason: only if
	 * the server accepts the same statement without the index, the index is the reason.
	 */
	private static final Set<Integer> REFUSALS = Set.of(ErrorCodes.SYNTAX, ErrorCodes.NOT_SUPPORTED_BY_ENGINE,
			ErrorCodes.NOT_SUPPORTED, ErrorCodes.UNSUPPORTED_DDL, ErrorCodes.NO_SUCH_FUNCTION,
			ErrorCodes.FUNCTION_NOT_DEFINED, ErrorCodes.FULL_TEXT_NOT_SUPPORTED);

	private static final Pattern ABOUT_INDEXES = Pattern
		.compile("tiflash|columnar|vector index|full.?text|fts_match_word");

	/** No server accepts such a definition of an index. */
	private static final Pattern MISTAKES = Pattern.compile("\\bonly\\b|unsupported function");

	/**
	 * Return the refusal in a failure.
	 * @param ex the failure of a statement with such an index
	 * @return the refusal, or {@code null} if the failure has another reason
	 */
	static @Nullable IndexRefusal of(DataAccessException ex) {
		SQLException error = error(ex);
		if (error == null) {
			return null;
		}
		String message = String.valueOf(error.getMessage());
		String words = message.toLowerCase(Locale.ROOT);
		boolean refused = REFUSALS.contains(error.getErrorCode())
				|| (error.getErrorCode() == ErrorCodes.UNKNOWN && ABOUT_INDEXES.matcher(words).find());
		boolean mistaken = error.getErrorCode() == ErrorCodes.UNSUPPORTED_DDL && MISTAKES.matcher(words).find();
		return (refused && !mistaken) ? new IndexRefusal(error.getErrorCode(), message) : null;
	}

	static int code(DataAccessException ex) {
		SQLException error = error(ex);
		return (error != null) ? error.getErrorCode() : 0;
	}

	private static @Nullable SQLException error(DataAccessException ex) {
		return (NestedExceptionUtils.getMostSpecificCause(ex) instanceof SQLException error) ? error : null;
	}

	/** Whether the cluster has no TiFlash servers. */
	boolean isAboutTiFlash() {
		return this.code == ErrorCodes.UNSUPPORTED_DDL && this.message.toLowerCase(Locale.ROOT).contains("tiflash");
	}

	boolean isSyntax() {
		return this.code == ErrorCodes.SYNTAX;
	}

	/** Whether the server does not have a function, or does not support it. */
	boolean isAboutMissingFunction() {
		return this.code == ErrorCodes.NO_SUCH_FUNCTION || this.code == ErrorCodes.FUNCTION_NOT_DEFINED
				|| this.code == ErrorCodes.NOT_SUPPORTED;
	}

	/** Whether the table lacks a TiFlash replica. */
	boolean wantsReplica() {
		String words = this.message.toLowerCase(Locale.ROOT);
		return words.contains("replica") && !words.contains("store count");
	}

	@Override
	public String toString() {
		return "\"%s\" (%s)".formatted(this.message.strip(), this.code);
	}

}
