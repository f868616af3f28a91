package io.github.tidbspring.boot.autoconfigure.devserver;

import io.github.tidbspring.devserver.TiDBDevServerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Failure analyzer for a development server that cannot be started. The exception
 * contains the remedy; this adds how to do without the server.
 */
final class DevServerFailureAnalyzer extends AbstractFailureAnalyzer<TiDBDevServerException> {

	private static final String ACTION = "Correct the problem, choose the other server (tidb.dev-server.type), or use a running "
			+ "TiDB: set tidb.host, tidb.username and tidb.password, or tidb.database-url.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TiDBDevServerException cause) {
		return new FailureAnalysis("The development server is not available. " + cause.getMessage(), ACTION, cause);
	}

}
