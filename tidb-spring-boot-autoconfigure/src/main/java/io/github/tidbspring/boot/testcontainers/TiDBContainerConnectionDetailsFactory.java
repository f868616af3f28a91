package io.github.tidbspring.boot.testcontainers;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.jspecify.annotations.Nullable;
import org.testcontainers.tidb.TiDBContainer;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

/**
 * Creates {@link TiDBConnectionDetails} for a {@link TiDBContainer} that is annotated
 * with {@link ServiceConnection @ServiceConnection}.
 */
final class TiDBContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<TiDBContainer, TiDBConnectionDetails> {

	@Override
	protected TiDBConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<TiDBContainer> source) {
		return new TiDBContainerConnectionDetails(source);
	}

	/**
	 * Adapts a {@link TiDBContainer} to {@link TiDBConnectionDetails}. Not
	 * {@code JdbcConnectionDetails}, which Spring Boot creates for the same container.
	 */
	private static final class TiDBContainerConnectionDetails extends ContainerConnectionDetails<TiDBContainer>
			implements TiDBConnectionDetails {

		private TiDBContainerConnectionDetails(ContainerConnectionSource<TiDBContainer> source) {
			super(source);
		}

		@Override
		public ConnectionSettings getConnectionSettings() {
			TiDBContainer container = getContainer();
			return ConnectionSettings.builder()
				// Includes the URL parameters of the container.
				.databaseUrl(container.getJdbcUrl())
				.username(container.getUsername())
				.password(container.getPassword())
				.build();
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return super.getSslBundle();
		}

	}

}
