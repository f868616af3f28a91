package io.github.tidbspring.boot.diagnostics;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Finds SQL exceptions in the cause chain of a failure.
 */
final class Causes {

	private Causes() {
	}

	/** Return the outermost SQL exception with an error code. */
	static @Nullable SQLException sqlException(Throwable failure, int code) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && sql.getErrorCode() == code) {
				return sql;
			}
		}
		return null;
	}

	static @Nullable SQLException innermostSqlException(Throwable failure) {
		SQLException found = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			found = (cause instanceof SQLException sql) ? sql : found;
		}
		return found;
	}

}
