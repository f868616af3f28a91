package io.github.tidbspring.client.connection;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Determines the TLS mode of a connection.
 */
final class TlsPolicy {

	private TlsPolicy() {
	}

	/**
	 * Return the mode for the driver.
	 * @param asked the requested mode
	 * @param hosts all hosts of the connection
	 * @param material the description of the given TLS material, if any
	 * @return the mode, never {@link SslMode#AUTO}
	 * @throws InvalidConnectionSettingException if the mode would not use the material
	 */
	static SslMode mode(SslMode asked, List<String> hosts, @Nullable String material) {
		boolean given = material != null;
		return switch (asked) {
			case AUTO -> automatic(strictest(hosts), given);
			case DISABLED, PREFERRED -> {
				if (given) {
					throw new InvalidConnectionSettingException("ssl.mode",
							"the mode %s does not verify the server, so %s would not protect anything; "
								.formatted(asked.name().toLowerCase(Locale.ROOT), material)
									+ "accepted with it are required, verify-ca, verify-identity and auto");
				}
				yield asked;
			}
			case REQUIRED -> given ? SslMode.VERIFY_CA : SslMode.REQUIRED;
			case VERIFY_CA, VERIFY_IDENTITY -> asked;
		};
	}

	/**
	 * Return the mode for the driver if the requested one is a minimum.
	 * @param asked the minimum mode
	 * @param hosts all hosts of the connection
	 * @param material the description of the given TLS material, if any
	 * @return that mode, or the automatic one if it is stronger
	 */
	static SslMode atLeast(SslMode asked, List<String> hosts, @Nullable String material) {
		SslMode automatic = mode(SslMode.AUTO, hosts, material);
		SslMode mode = mode(asked, hosts, material);
		return (mode.compareTo(automatic) < 0) ? automatic : mode;
	}

	private static SslMode automatic(EndpointKind kind, boolean given) {
		return switch (kind) {
			case CLOUD_PUBLIC -> SslMode.VERIFY_IDENTITY;
			case CLOUD_OTHER -> given ? SslMode.VERIFY_IDENTITY : SslMode.REQUIRED;
			case OTHER -> given ? SslMode.VERIFY_CA : SslMode.PREFERRED;
		};
	}

	/** Return the kind among the hosts with the strictest requirements. */
	static EndpointKind strictest(List<String> hosts) {
		return hosts.stream().map(EndpointKind::of).min(Comparator.naturalOrder()).orElse(EndpointKind.OTHER);
	}

}
