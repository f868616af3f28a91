package io.github.tidbspring.boot.diagnostics;

import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a connection setting that cannot be used.
 */
final class InvalidConnectionSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConnectionSettingException> {

	private final @Nullable BeanFactory beanFactory;

	private final @Nullable Environment environment;

	InvalidConnectionSettingFailureAnalyzer(@Nullable BeanFactory beanFactory, @Nullable Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConnectionSettingException cause) {
		String property = "tidb." + cause.getSetting();
		String details = ConnectionSource.details(this.beanFactory);
		if (details != null && !ConnectionSource.isSet(this.environment, property)) {
			return new FailureAnalysis(
					"What the bean '%s' (TiDBConnectionDetails) says cannot be used, its %s: %s.".formatted(details,
							cause.getSetting(), cause.getReason()),
					"Correct what that bean is made of, such as the container's parameters.", cause);
		}
		String origin = ConnectionSource.origin(this.environment, property);
		return new FailureAnalysis("The property '%s' cannot be used: %s.".formatted(property, cause.getReason()),
				"Correct '%s' in the application's configuration%s.".formatted(property,
						(origin != null) ? ": it is set in " + origin : ""),
				cause);
	}

}
