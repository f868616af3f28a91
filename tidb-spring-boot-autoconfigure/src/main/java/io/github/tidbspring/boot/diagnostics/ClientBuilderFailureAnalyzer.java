package io.github.tidbspring.boot.diagnostics;

import io.github.tidbspring.client.TiDBClient;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a builder of the client that was given settings of a connection and has a
 * {@code DataSource} already: by a customizer, or by who builds a client of the
 * application's own.
 */
final class ClientBuilderFailureAnalyzer extends AbstractFailureAnalyzer<IllegalStateException> {

	private static final String BUILDER = "io.github.tidbspring.client.Default" + TiDBClient.class.getSimpleName()
			+ "Builder";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, IllegalStateException cause) {
		StackTraceElement[] trace = cause.getStackTrace();
		if (trace.length == 0 || !trace[0].getClassName().equals(BUILDER)) {
			return null;
		}
		return new FailureAnalysis(String.valueOf(cause.getMessage()) + ".",
				"Do not set these in a TiDBClientBuilderCustomizer or on the TiDBClient.Builder that is a bean: set "
						+ "'tidb.*' or define a TiDBConnectionDetails bean. For a client of another server, begin with "
						+ "TiDBClient.builder().",
				cause);
	}

}
