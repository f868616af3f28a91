package io.github.tidbspring.boot.diagnostics;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
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
		if (property == null || !property.getName().toString().equals("tidb.port")) {
			return null;
		}
		String value = String.valueOf(property.getValue());
		if (value.startsWith("tcp://")) {
			return new FailureAnalysis("The property 'tidb.port' has the value '%s', which is not a port. ".formatted(
					value) + "Kubernetes sets the environment variable TIDB_PORT like that for a Service named 'tidb'.",
					"Set 'enableServiceLinks: false' in the pod's specification, or rename the Service.", cause);
		}
		return new FailureAnalysis(
				"The property 'tidb.port' has the value '%s', which is not a number from 1 to 65535.".formatted(value),
				"Set 'tidb.port' to the port of the server, 4000 by default.", cause);
	}

}
