package io.github.tidbspring.client;

import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.Assert;

/**
 * Asks the server of a client what it is and which capabilities it has. Thread-safe.
 */
final class ServerProbe {

	private final JdbcOperations jdbc;

	private volatile @Nullable ServerCapabilities capabilities;

	/**
	 * Create it; sends nothing.
	 * @param jdbc sends the queries
	 */
	ServerProbe(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	/** Asks each time: a pool may lead to another server by now. */
	ServerInfo info() {
		ServerInfo info = this.jdbc.execute(ServerInfoQuery::run);
		Assert.state(info != null, "The server did not say what it is");
		return info;
	}

	boolean supports(Capability capability) {
		Assert.notNull(capability, "'capability' must not be null");
		return capabilitiesOf(info()).contains(capability);
	}

	/** Those that were found out already, unless the server is another one by now. */
	private ServerCapabilities capabilitiesOf(ServerInfo server) {
		ServerCapabilities known = this.capabilities;
		if (known == null || !known.areOf(server)) {
			known = new ServerCapabilities(server, this.jdbc);
			this.capabilities = known;
		}
		return known;
	}

}
