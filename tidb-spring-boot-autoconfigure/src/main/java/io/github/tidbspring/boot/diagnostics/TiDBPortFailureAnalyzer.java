package io.github.tidbspring.boot.diagnostics;

import java.util.Locale;

import io.github.tidbspring.boot.internal.NamedClients;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Failure analyzer for an invalid port. A Kubernetes Service named {@code tidb} sets
 * {@code TIDB_PORT=tcp://10.0.0.1:4000} in the environment of each pod in its namespace.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TiDBPortFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (property == null || !isPort(property.getName())) {
			return null;
		}
		String name = property.getName().toString();
		String value = String.valueOf(property.getValue());
		if (value.startsWith("tcp://")) {
			String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
			String service = name.substring(0, name.lastIndexOf('.')).replace('.', '-');
			return new FailureAnalysis(
					"The property '%s' has the value '%s', which is not a port. ".formatted(name, value)
							+ "Kubernetes sets the environment variable %s like that for a Service named '%s'."
								.formatted(variable, service),
					"Set 'enableServiceLinks: false' in the pod's specification, or rename the Service.", cause);
		}
		return new FailureAnalysis(
				"The property '%s' has the value '%s', which is not a number from 1 to 65535.".formatted(name, value),
				"Set '%s' to the port of the server, 4000 by default.".formatted(name), cause);
	}

	private static boolean isPort(ConfigurationPropertyName property) {
		ConfigurationPropertyName counterpart = NamedClients.counterpart(property);
		return ((counterpart != null) ? counterpart : property).toString().equals("tidb.port");
	}

}
