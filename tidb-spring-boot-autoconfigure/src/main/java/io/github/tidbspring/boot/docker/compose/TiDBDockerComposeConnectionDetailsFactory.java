package io.github.tidbspring.boot.docker.compose;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.ssl.SslBundle;

/**
 * Creates {@link TiDBConnectionDetails} for services with the image {@code pingcap/tidb},
 * or with the label {@code org.springframework.boot.service-connection=tidb}.
 */
final class TiDBDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<TiDBConnectionDetails> {

	TiDBDockerComposeConnectionDetailsFactory() {
		super(new String[] { "pingcap/tidb", "tidb" });
	}

	@Override
	protected TiDBConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new TiDBDockerComposeConnectionDetails(source.getRunningService());
	}

	/**
	 * Adapts a {@link RunningService} to {@link TiDBConnectionDetails}.
	 */
	private static final class TiDBDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements TiDBConnectionDetails {

		private final String databaseUrl;

		private final @Nullable SslBundle sslBundle;

		private TiDBDockerComposeConnectionDetails(RunningService service) {
			super(service);
			this.databaseUrl = ServiceUrl.of(service);
			this.sslBundle = getSslBundle(service);
		}

		@Override
		public ConnectionSettings getConnectionSettings() {
			return ConnectionSettings.of(this.databaseUrl);
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return this.sslBundle;
		}

	}

}
