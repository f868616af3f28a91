package io.github.tidbspring.client;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.tidbspring.client.CapabilityProbe.Outcome;
import io.github.tidbspring.client.ServerInfo.Product;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * What a server can. Where its version does not tell, it is asked when the answer is
 * first wanted, with one query each, and the answer is kept. A server that cannot be
 * asked, or does not let one ask, is taken not to have it.
 *
 * @since 0.1
 * @see ServerInfo#supports(Capability)
 */
public final class ServerCapabilities {

	private final String version;

	private final @Nullable JdbcOperations jdbc;

	private final Map<CapabilityProbe, Outcome> outcomes = new ConcurrentHashMap<>();

	private ServerCapabilities(String version, @Nullable JdbcOperations jdbc) {
		this.version = version;
		this.jdbc = jdbc;
	}

	/** What the version alone tells; nobody is asked. */
	static ServerCapabilities ofVersion(String version) {
		return new ServerCapabilities(version, null);
	}

	static ServerCapabilities askedOf(String version, JdbcOperations jdbc) {
		return new ServerCapabilities(version, jdbc);
	}

	/**
	 * Return whether the server has a capability. Sends up to three queries the first
	 * time, and none after they were answered.
	 * @param capability the capability
	 * @return {@code true} if it is known to have it; never an exception
	 */
	public boolean contains(Capability capability) {
		return switch (capability) {
			case VECTOR -> isFromVersion(8, 4) || ask(CapabilityProbe.VECTORS) == Outcome.FOUND;
			case VECTOR_INDEX -> contains(Capability.VECTOR)
					&& (isServerless() || ask(CapabilityProbe.TIFLASH) == Outcome.FOUND || contains(Capability.CLOUD));
			case FULL_TEXT -> hasFullText();
			case CLOUD -> ask(CapabilityProbe.EMBEDDING) == Outcome.FOUND;
		};
	}

	/**
	 * Return all that the server has. Asks for each.
	 * @return the capabilities
	 */
	public Set<Capability> all() {
		Set<Capability> all = EnumSet.noneOf(Capability.class);
		Arrays.stream(Capability.values()).filter(this::contains).forEach(all::add);
		return Collections.unmodifiableSet(all);
	}

	boolean areOf(String version) {
		return this.version.equals(version);
	}

	/**
	 * Some versions of TiDB know the function and have no index for it. Those of TiDB
	 * Cloud Starter are meant to have one.
	 */
	private boolean hasFullText() {
		return switch (ask(CapabilityProbe.WORDS)) {
			case FOUND, NOTHING -> true;
			case UNSUITED -> isServerless() || contains(Capability.CLOUD);
			case LACKING, FAILED -> false;
		};
	}

	private boolean isFromVersion(int major, int minor) {
		TiDBVersion tidb = isMariaDb() ? null : TiDBVersion.parse(this.version);
		return tidb != null && tidb.isAtLeast(major, minor);
	}

	/**
	 * TiDB Cloud Starter and Essential, whose version says so and whose numbers are those
	 * of an older TiDB than they are.
	 */
	private boolean isServerless() {
		return !isMariaDb() && this.version.toLowerCase(Locale.ROOT).contains("-serverless");
	}

	private boolean isMariaDb() {
		Product product = Product.of(this.version);
		return product == Product.STAND_IN || product == Product.MARIADB;
	}

	private Outcome ask(CapabilityProbe probe) {
		Outcome known = this.outcomes.get(probe);
		if (known != null || this.jdbc == null) {
			return (known != null) ? known : Outcome.FAILED;
		}
		Outcome outcome = probe.send(this.jdbc);
		if (outcome != Outcome.FAILED) {
			this.outcomes.put(probe, outcome);
		}
		return outcome;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ServerCapabilities that && this.version.equals(that.version) && this.jdbc == that.jdbc;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.version, System.identityHashCode(this.jdbc));
	}

	/** What is known so far: asks nobody. */
	@Override
	public String toString() {
		return "what a server of version " + this.version + " can, asked for " + this.outcomes;
	}

}
