package io.github.tidbspring.devserver.certificate;

import java.nio.file.Path;

/**
 * The PEM files that a server needs for TLS.
 *
 * @param authority the certificate of the authority, for clients
 * @param server the server's certificate
 * @param key the server's key
 * @since 0.1
 */
public record CertificateFiles(Path authority, Path server, Path key) {

	static CertificateFiles in(Path directory) {
		return new CertificateFiles(directory.resolve("ca.pem"), directory.resolve("server.pem"),
				directory.resolve("server-key.pem"));
	}

}
