package io.github.tidbspring.client.internal.session;

import java.util.Locale;
import java.util.Objects;

import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.Assert;

/**
 * Queries the version and the capabilities of a client's server. Thread-safe.
 */
public final class ServerProbe {

	private final JdbcOperations jdbc;

	private volatile @Nullable ServerCapabilities capabilities;

	public ServerProbe(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Query the version only.
	 * @param jdbc sends the query
	 * @return the server
	 */
	public static ServerInfo version(JdbcOperations jdbc) {
		return ServerInfo.of(Objects.requireNonNull(jdbc.queryForObject("SELECT VERSION()", String.class)));
	}

	/**
	 * Return whether a server is TiDB Cloud Starter or Essential. Their version has a
	 * marker, and the number of an older TiDB than they are.
	 * @param server the server
	 * @return {@code true} if it is
	 */
	public static boolean isServerless(ServerInfo server) {
		return switch (server.product()) {
			case STAND_IN, MARIADB -> false;
			case TIDB, MYSQL -> server.version().toLowerCase(Locale.ROOT).contains("-serverless");
		};
	}

	/** Queried each time, because a pool may connect to another server meanwhile. */
	public ServerInfo info() {
		ServerInfo info = this.jdbc.execute(ServerInfoQuery::run);
		Assert.state(info != null, "The server did not return its version");
		return info;
	}

	public boolean supports(Capability capability) {
		Assert.notNull(capability, "'capability' must not be null");
		ServerInfo server = info();
		ServerCapabilities known = this.capabilities;
		if (known == null || !known.areOf(server)) {
			known = new ServerCapabilities(server, this.jdbc);
			this.capabilities = known;
		}
		return known.contains(capability);
	}

}
