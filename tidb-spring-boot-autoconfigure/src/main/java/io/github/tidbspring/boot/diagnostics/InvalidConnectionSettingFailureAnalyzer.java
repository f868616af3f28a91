package io.github.tidbspring.boot.diagnostics;

import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Failure analyzer for invalid connection settings.
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
		if (details != null && !isOfNamedClient(property) && !ConnectionSource.isSet(this.environment, property)) {
			return new FailureAnalysis(
					"The setting '%s' of the bean '%s' (TiDBConnectionDetails) cannot be used: %s."
						.formatted(cause.getSetting(), details, cause.getReason()),
					"Correct the source of that bean, such as the parameters of a container.", cause);
		}
		String origin = ConnectionSource.origin(this.environment, property);
		return new FailureAnalysis("The property '%s' cannot be used: %s.".formatted(property, cause.getReason()),
				"Correct '%s' in the application's configuration%s.".formatted(property,
						(origin != null) ? ": it is set in " + origin : ""),
				cause);
	}

	private static boolean isOfNamedClient(String property) {
		return property.startsWith(NamedClients.PREFIX + ".");
	}

}
