package io.github.tidbspring.client.connection;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Decides how a connection uses TLS.
 */
final class TlsPolicy {

	private TlsPolicy() {
	}

	/**
	 * Return the mode that the driver is to use.
	 * @param asked the mode that was asked for
	 * @param hosts all hosts of the connection
	 * @param material what the material is that was given, if any
	 * @return the mode, never {@link SslMode#AUTO}
	 * @throws InvalidConnectionSettingException if material was given which that mode
	 * would not use
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
	 * Return the mode for one that is the least that is asked for.
	 * @param asked the least mode
	 * @param hosts all hosts of the connection
	 * @param material what the material is that was given, if any
	 * @return that mode, or the automatic one if that is stronger
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

	/** The most demanding kind among the hosts: one weak link would be enough. */
	static EndpointKind strictest(List<String> hosts) {
		EndpointKind strictest = EndpointKind.OTHER;
		for (String host : hosts) {
			EndpointKind kind = EndpointKind.of(host);
			strictest = (kind.compareTo(strictest) < 0) ? kind : strictest;
		}
		return strictest;
	}

}
