package io.github.tidbspring.boot.autoconfigure.devserver;

import io.github.tidbspring.devserver.TiDBDevServerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why there is no development server. That says itself what can be done about
 * it; here is how to do without.
 */
final class DevServerFailureAnalyzer extends AbstractFailureAnalyzer<TiDBDevServerException> {

	private static final String ACTION = "Correct that, choose the other server (tidb.dev-server.type), or do without one: "
			+ "set tidb.host, tidb.username and tidb.password, or tidb.database-url, to use a TiDB that runs already.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TiDBDevServerException cause) {
		return new FailureAnalysis("The development server is not available. " + cause.getMessage(), ACTION, cause);
	}

}
