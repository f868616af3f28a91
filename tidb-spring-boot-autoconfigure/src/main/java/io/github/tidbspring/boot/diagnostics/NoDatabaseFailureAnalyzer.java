package io.github.tidbspring.boot.diagnostics;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Failure analyzer for a statement that needs a database on a connection without one,
 * such as one of a database URL without a database.
 *
 * @param environment the environment
 */
record NoDatabaseFailureAnalyzer(@Nullable Environment environment) implements FailureAnalyzer {

	private static final int CODE = 1046;

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		SQLException cause = Causes.sqlException(failure, CODE);
		if (cause == null || !"3D000".equals(cause.getSQLState())) {
			return null;
		}
		boolean ours = ConnectionSource.isSet(this.environment, "tidb.database-url")
				&& !ConnectionSource.isSet(this.environment, "tidb.database");
		return new FailureAnalysis(
				"A statement needs a database, and the connection has none"
						+ (ours ? ": 'tidb.database-url' names no database." : "."),
				ours ? "Add the database to 'tidb.database-url' (mysql://host:4000/database), or set 'tidb.database'."
						: "Name the database in the URL of the connection, or write it in front of the table's name.",
				cause);
	}

}
