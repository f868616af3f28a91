package io.github.tidbspring.boot.diagnostics;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Explains a statement without a database in a connection that has none: a database URL
 * says which one, also when it says none.
 */
final class NoDatabaseFailureAnalyzer implements FailureAnalyzer {

	private static final int CODE = 1046;

	private final @Nullable Environment environment;

	NoDatabaseFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

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
