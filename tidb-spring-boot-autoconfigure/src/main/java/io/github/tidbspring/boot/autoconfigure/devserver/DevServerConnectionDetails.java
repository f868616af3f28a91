package io.github.tidbspring.boot.autoconfigure.devserver;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.SslMode;
import io.github.tidbspring.devserver.TiDBDevServer;

/**
 * Adapts a {@link TiDBDevServer} to {@link TiDBConnectionDetails}. The certificate and
 * the host name are verified, as with TiDB Cloud.
 */
class DevServerConnectionDetails implements TiDBConnectionDetails {

	private final TiDBDevServer server;

	DevServerConnectionDetails(TiDBDevServer server) {
		this.server = server;
	}

	final TiDBDevServer server() {
		return this.server;
	}

	@Override
	public ConnectionSettings getConnectionSettings() {
		return ConnectionSettings.builder()
			.host(this.server.host())
			.port(this.server.port())
			.username(this.server.username())
			.password(this.server.password())
			.database(this.server.database())
			.sslMode(SslMode.VERIFY_IDENTITY)
			.caCertificate(this.server.caCertificate())
			.build();
	}

}
