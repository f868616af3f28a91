package io.github.tidbspring.boot.autoconfigure.devserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.client.connection.SslMode;
import io.github.tidbspring.devserver.TiDBDevServer;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * Adapts a {@link TiDBDevServer} to {@link TiDBConnectionDetails}: a connection that is
 * verified in full, as one to TiDB Cloud is.
 */
class DevServerConnectionDetails implements TiDBConnectionDetails {

	private final TiDBDevServer server;

	private final SslBundle sslBundle;

	DevServerConnectionDetails(TiDBDevServer server) {
		this.server = server;
		this.sslBundle = sslBundle(server);
	}

	private static SslBundle sslBundle(TiDBDevServer server) {
		try {
			String ca = Files.readString(server.caCertificate());
			return SslBundle.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(ca)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The development server's CA certificate cannot be read", ex);
		}
	}

	final TiDBDevServer server() {
		return this.server;
	}

	@Override
	public String getHost() {
		return this.server.host();
	}

	@Override
	public int getPort() {
		return this.server.port();
	}

	@Override
	public String getUsername() {
		return this.server.username();
	}

	@Override
	public String getPassword() {
		return this.server.password();
	}

	@Override
	public String getDatabase() {
		return this.server.database();
	}

	@Override
	public SslMode getSslMode() {
		return SslMode.VERIFY_IDENTITY;
	}

	@Override
	public SslBundle getSslBundle() {
		return this.sslBundle;
	}

}
