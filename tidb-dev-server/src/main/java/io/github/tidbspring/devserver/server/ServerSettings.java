package io.github.tidbspring.devserver.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.tidbspring.devserver.certificate.Validity;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server.
 *
 * @param port the port, or 0 for a free one
 * @param dataDirectory the directory of the data, or {@code null} for a temporary one
 * @param cacheDirectory the directory of the binaries, or {@code null} for the user's
 * cache directory
 * @param certificateHosts the host names and addresses in the server's certificate
 * @param certificateValidity the validity period of that certificate, or {@code null} for
 * the default
 * @param clientAuthority the CA whose client certificates are accepted, in PEM form, or
 * {@code null} to accept none
 * @param startTimeout how long a start may take, not counting one-time work such as
 * unpacking
 * @param version computes the version that the stand-in reports from MariaDB's version
 * @since 0.1
 */
public record ServerSettings(int port, @Nullable Path dataDirectory, @Nullable Path cacheDirectory,
		List<String> certificateHosts, @Nullable Validity certificateValidity, @Nullable Path clientAuthority,
		Duration startTimeout, UnaryOperator<String> version) {

	private static final Duration LONGEST = Duration.ofDays(1);

	/**
	 * Limits the timeout to one day, so that computations with nanoseconds cannot
	 * overflow.
	 */
	public ServerSettings {
		startTimeout = (startTimeout.compareTo(LONGEST) < 0) ? startTimeout : LONGEST;
	}

}
