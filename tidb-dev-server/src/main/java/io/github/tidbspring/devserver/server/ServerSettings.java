package io.github.tidbspring.devserver.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.tidbspring.devserver.certificate.Validity;
import org.jspecify.annotations.Nullable;

/**
 * What a server should be like.
 *
 * @param port the port, or 0 for a free one
 * @param dataDirectory where the data are kept, or {@code null} to forget them
 * @param cacheDirectory where the binaries are kept, or {@code null} for the user's own
 * @param certificateHosts names and addresses in the server's certificate
 * @param certificateValidity when that is valid, or {@code null} for now
 * @param clientAuthority the CA whose client certificates are accepted, in PEM form, or
 * {@code null} to accept none
 * @param startTimeout how long a start may take, unpacking excluded
 * @param version makes what the server says its version is of MariaDB's version
 * @since 0.1
 */
public record ServerSettings(int port, @Nullable Path dataDirectory, @Nullable Path cacheDirectory,
		List<String> certificateHosts, @Nullable Validity certificateValidity, @Nullable Path clientAuthority,
		Duration startTimeout, UnaryOperator<String> version) {

	private static final Duration LONGEST = Duration.ofDays(1);

	/** Nobody waits longer than a day, and nobody has to calculate with more. */
	public ServerSettings {
		startTimeout = (startTimeout.compareTo(LONGEST) < 0) ? startTimeout : LONGEST;
	}

}
