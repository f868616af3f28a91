package io.github.tidbspring.sample;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.server.ServerInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Returns information about the database server.
 */
@RestController
class ServerController {

	private final TiDBClient tidb;

	ServerController(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@GetMapping("/api/server")
	Server server() {
		ServerInfo info = this.tidb.serverInfo();
		return new Server(info.product().description(), info.version(), info.tlsProtocol());
	}

	/**
	 * The database server.
	 *
	 * @param product the product, for display
	 * @param version the version that it reports
	 * @param tls the version of TLS, or {@code null} for plain text
	 */
	record Server(String product, String version, @Nullable String tls) {

	}

}
