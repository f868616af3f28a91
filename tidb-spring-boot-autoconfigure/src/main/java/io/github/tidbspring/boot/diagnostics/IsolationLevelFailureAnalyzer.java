package io.github.tidbspring.boot.diagnostics;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Failure analyzer for an isolation level that TiDB does not support. Spring Batch uses
 * {@code SERIALIZABLE} by default.
 */
final class IsolationLevelFailureAnalyzer implements FailureAnalyzer {

	private static final int CODE = 8048;

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		SQLException cause = Causes.sqlException(failure, CODE);
		if (cause == null || !String.valueOf(cause.getMessage()).contains("isolation level")) {
			return null;
		}
		return new FailureAnalysis(
				"A transaction requests the isolation level SERIALIZABLE, which TiDB does not support (error 8048).",
				"With Spring Batch, set 'spring.batch.jdbc.isolation-level-for-create=repeatable_read'. Elsewhere, "
						+ "remove SERIALIZABLE from @Transactional or 'tidb.hikari.transaction-isolation'. TiDB's own "
						+ "default, REPEATABLE READ, is snapshot isolation.",
				cause);
	}

}
