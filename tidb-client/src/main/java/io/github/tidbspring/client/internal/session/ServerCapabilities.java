package io.github.tidbspring.client.internal.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.tidbspring.client.internal.session.CapabilityProbe.Outcome;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.client.server.TiDBVersion;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * The capabilities of one server. If its version does not determine a capability, it is
 * probed at the first request, with up to three queries, and the outcome is kept. A
 * capability that cannot be probed counts as missing. Thread-safe.
 *
 * @param server the server
 * @param jdbc sends the queries
 * @param outcomes the outcomes of the probes so far
 */
record ServerCapabilities(ServerInfo server, JdbcOperations jdbc, Map<CapabilityProbe, Outcome> outcomes) {

	/** Create capabilities; sends nothing. */
	ServerCapabilities(ServerInfo server, JdbcOperations jdbc) {
		this(server, jdbc, new ConcurrentHashMap<>());
	}

	boolean contains(Capability capability) {
		TiDBVersion version = this.server.tidbVersion();
		return switch (capability) {
			case VECTOR ->
				(version != null && version.isAtLeast(8, 4)) || ask(CapabilityProbe.VECTORS) == Outcome.FOUND;
			case VECTOR_INDEX -> contains(Capability.VECTOR) && (ServerProbe.isServerless(this.server)
					|| ask(CapabilityProbe.TIFLASH) == Outcome.FOUND || contains(Capability.SERVER_SIDE_EMBEDDING));
			case FULL_TEXT -> hasFullText();
			case SERVER_SIDE_EMBEDDING -> ask(CapabilityProbe.EMBEDDING) == Outcome.FOUND;
		};
	}

	/** Whether these are the capabilities of a server with this version. */
	boolean areOf(ServerInfo server) {
		return this.server.version().equals(server.version());
	}

	/**
	 * Some versions of TiDB have the function, but no full-text index. TiDB Cloud Starter
	 * is documented to have both.
	 */
	private boolean hasFullText() {
		return switch (ask(CapabilityProbe.WORDS)) {
			case FOUND, NOTHING -> true;
			case UNSUITED -> ServerProbe.isServerless(this.server) || contains(Capability.SERVER_SIDE_EMBEDDING);
			case LACKING, FAILED -> false;
		};
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
