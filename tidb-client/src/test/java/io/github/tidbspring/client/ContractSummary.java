package io.github.tidbspring.client;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.client.server.TiDBVersion;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the contract suite showed, in words that can be passed on. It names no
 * host, no user and no message of a failure, which might.
 */
@NullMarked
final class ContractSummary {

	private final Map<String, Set<Capability>> servers = new LinkedHashMap<>();

	private final Set<String> drivers = new LinkedHashSet<>();

	private final Set<String> failed = new LinkedHashSet<>();

	private final Map<String, Skipped> skipped = new TreeMap<>();

	private final Map<String, Skipped> otherSkipped = new TreeMap<>();

	private int passed;

	private int others;

	/**
	 * Take down a server.
	 * @param server what it says of itself
	 * @param supports whether it has a capability
	 * @param driver the driver's name and version
	 */
	void server(ServerInfo server, Predicate<Capability> supports, String driver) {
		this.servers.computeIfAbsent(describe(server),
				(name) -> Arrays.stream(Capability.values())
					.filter(supports)
					.collect(Collectors.toCollection(() -> EnumSet.noneOf(Capability.class))));
		this.drivers.add(driver);
	}

	private static String describe(ServerInfo server) {
		TiDBVersion version = server.tidbVersion();
		return server.product().description() + ((version != null) ? " " + version : "") + " (" + server.version()
				+ "), " + ((server.tlsProtocol() != null) ? server.tlsProtocol() : "plain text");
	}

	void passed() {
		this.passed++;
	}

	void failed(String test) {
		this.failed.add(test);
	}

	/**
	 * Take down tests that were skipped together.
	 * @param type the class that they are in
	 * @param tests how many
	 * @param reason why
	 */
	void skipped(String type, int tests, @Nullable String reason) {
		this.skipped.computeIfAbsent((reason != null) ? reason.strip() : "no reason given", (text) -> new Skipped())
			.add(type, tests);
	}

	/** Take down tests that were skipped and are none of the contract suite. */
	void otherSkipped(String type, int tests, String reason) {
		this.otherSkipped.computeIfAbsent(reason.strip(), (text) -> new Skipped()).add(type, tests);
	}

	/** Take down a test that is none of the contract suite. */
	void other() {
		this.others++;
	}

	boolean isEmpty() {
		return this.passed == 0 && this.failed.isEmpty() && this.skipped.isEmpty();
	}

	List<String> failures() {
		return List.copyOf(this.failed);
	}

	int passes() {
		return this.passed;
	}

	String text() {
		StringBuilder text = new StringBuilder("TiDB contract suite\n");
		if (this.servers.isEmpty()) {
			line(text, "server", "none was reached");
		}
		this.servers.forEach((name, capabilities) -> {
			line(text, "server", name);
			line(text, "supports", names(capabilities));
			line(text, "lacks", names(EnumSet.complementOf(copy(capabilities))));
		});
		this.drivers.forEach((driver) -> line(text, "driver", driver));
		line(text, "java", System.getProperty("java.version"));
		line(text, "passed", String.valueOf(this.passed));
		line(text, "failed", String.valueOf(this.failed.size()));
		this.failed.forEach((test) -> text.append("    ").append(test).append('\n'));
		line(text, "skipped", String.valueOf(this.skipped.values().stream().mapToInt((group) -> group.tests).sum()));
		this.skipped.forEach((reason, group) -> text
			.append("    %d: %s\n       in %s\n".formatted(group.tests, reason, String.join(", ", group.types))));
		if (this.others > 0) {
			text.append("  Besides, %d tests ran on servers of their own: they show nothing of this one.\n"
				.formatted(this.others));
		}
		if (!this.otherSkipped.isEmpty()) {
			text.append("  Not of the suite, and skipped:\n");
			groups(text, this.otherSkipped);
		}
		return text.toString();
	}

	private static EnumSet<Capability> copy(Set<Capability> capabilities) {
		EnumSet<Capability> copy = EnumSet.noneOf(Capability.class);
		copy.addAll(capabilities);
		return copy;
	}

	private static void groups(StringBuilder text, Map<String, Skipped> skipped) {
		skipped.forEach((reason, group) -> text
			.append("    %d: %s\n       in %s\n".formatted(group.tests, reason, String.join(", ", group.types))));
	}

	private static void line(StringBuilder text, String name, String value) {
		text.append("  %-9s %s\n".formatted(name, value));
	}

	private static String names(Collection<Capability> capabilities) {
		return capabilities.isEmpty() ? "none"
				: capabilities.stream().map(Capability::name).collect(Collectors.joining(", "));
	}

	private static final class Skipped {

		private final Set<String> types = new TreeSet<>();

		private int tests;

		private void add(String type, int tests) {
			this.types.add(type);
			this.tests += tests;
		}

	}

}
