package io.github.tidbspring.client.internal.session;

import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.Assert;

/**
 * Asks the server of a client what it is and which capabilities it has. Thread-safe.
 */
public final class ServerProbe {

	private final JdbcOperations jdbc;

	private volatile @Nullable ServerCapabilities capabilities;

	/**
	 * Create it; sends nothing.
	 * @param jdbc sends the queries
	 */
	public ServerProbe(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Ask for the version and nothing else.
	 * @param jdbc sends the query
	 * @return the server
	 */
	public static ServerInfo version(JdbcOperations jdbc) {
		return ServerInfo.of(Objects.requireNonNull(jdbc.queryForObject("SELECT VERSION()", String.class)));
	}

	/**
	 * Return whether a server is TiDB Cloud Starter or Essential, whose version says so
	 * and whose numbers are those of an older TiDB than they are.
	 * @param server the server
	 * @return {@code true} if it is
	 */
	public static boolean isServerless(ServerInfo server) {
		return switch (server.product()) {
			case STAND_IN, MARIADB -> false;
			case TIDB, MYSQL -> server.version().toLowerCase(Locale.ROOT).contains("-serverless");
		};
	}

	/** Asks each time: a pool may lead to another server by now. */
	public ServerInfo info() {
		ServerInfo info = this.jdbc.execute(ServerInfoQuery::run);
		Assert.state(info != null, "The server did not say what it is");
		return info;
	}

	public boolean supports(Capability capability) {
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
