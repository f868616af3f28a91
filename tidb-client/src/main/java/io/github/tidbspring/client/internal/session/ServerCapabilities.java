package io.github.tidbspring.client.internal.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.tidbspring.client.internal.session.CapabilityProbe.Outcome;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.client.server.TiDBVersion;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * The capabilities of one server. Where its version does not decide, a capability is
 * probed when it is first asked for, with up to three queries, and the answers are kept.
 * A server that cannot be asked, or does not let the user ask, is taken not to have it.
 * Thread-safe.
 */
final class ServerCapabilities {

	private final ServerInfo server;

	private final JdbcOperations jdbc;

	private final Map<CapabilityProbe, Outcome> outcomes = new ConcurrentHashMap<>();

	/**
	 * Create it; sends nothing.
	 * @param server the server
	 * @param jdbc sends the queries
	 */
	ServerCapabilities(ServerInfo server, JdbcOperations jdbc) {
		this.server = server;
		this.jdbc = jdbc;
	}

	boolean contains(Capability capability) {
		return switch (capability) {
			case VECTOR -> isFromVersion(8, 4) || ask(CapabilityProbe.VECTORS) == Outcome.FOUND;
			case VECTOR_INDEX -> contains(Capability.VECTOR) && (ServerProbe.isServerless(this.server)
					|| ask(CapabilityProbe.TIFLASH) == Outcome.FOUND || contains(Capability.SERVER_SIDE_EMBEDDING));
			case FULL_TEXT -> hasFullText();
			case SERVER_SIDE_EMBEDDING -> ask(CapabilityProbe.EMBEDDING) == Outcome.FOUND;
		};
	}

	/** Whether they are those of a server that reports this version. */
	boolean areOf(ServerInfo server) {
		return this.server.version().equals(server.version());
	}

	/**
	 * Some versions of TiDB know the function and have no index for it. Those of TiDB
	 * Cloud Starter are meant to have one.
	 */
	private boolean hasFullText() {
		return switch (ask(CapabilityProbe.WORDS)) {
			case FOUND, NOTHING -> true;
			case UNSUITED -> ServerProbe.isServerless(this.server) || contains(Capability.SERVER_SIDE_EMBEDDING);
			case LACKING, FAILED -> false;
		};
	}

	private boolean isFromVersion(int major, int minor) {
		TiDBVersion tidb = this.server.tidbVersion();
		return tidb != null && tidb.isAtLeast(major, minor);
	}

	private Outcome ask(CapabilityProbe probe) {
		Outcome known = this.outcomes.get(probe);
		if (known != null) {
			return known;
		}
		Outcome outcome = probe.send(this.jdbc);
		if (outcome != Outcome.FAILED) {
			this.outcomes.put(probe, outcome);
		}
		return outcome;
	}

}
