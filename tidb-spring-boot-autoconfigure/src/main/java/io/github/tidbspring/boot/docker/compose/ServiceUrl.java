package io.github.tidbspring.boot.docker.compose;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.util.StringUtils;

/**
 * Builds the database URL of a running service. TiDB's image takes no user, password or
 * database from its environment, so these are {@code root}, none and {@code test}.
 * Further parameters are read from the label that Spring Boot defines for JDBC.
 */
final class ServiceUrl {

	private static final int PORT = 4000;

	private static final String PARAMETERS_LABEL = "org.springframework.boot.jdbc.parameters";

	private ServiceUrl() {
	}

	static String of(RunningService service) {
		String host = service.host();
		String url = "jdbc:mysql://%s:%s/test".formatted((host.indexOf(':') >= 0) ? "[" + host + "]" : host,
				service.ports().get(PORT));
		String parameters = service.labels().get(PARAMETERS_LABEL);
		return StringUtils.hasLength(parameters) ? url + "?" + parameters : url;
	}

}
