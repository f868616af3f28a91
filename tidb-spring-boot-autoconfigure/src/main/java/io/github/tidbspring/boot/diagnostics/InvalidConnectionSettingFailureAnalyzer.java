package io.github.tidbspring.boot.diagnostics;

import io.github.tidbspring.client.connection.InvalidConnectionSettingException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a connection setting that cannot be used.
 */
final class InvalidConnectionSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConnectionSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConnectionSettingException cause) {
		String property = "tidb." + cause.getSetting();
		return new FailureAnalysis("The property '%s' cannot be used: %s.".formatted(property, cause.getReason()),
				"Correct '%s' in the application's configuration.".formatted(property), cause);
	}

}
