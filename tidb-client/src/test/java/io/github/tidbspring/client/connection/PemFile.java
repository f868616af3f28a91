package io.github.tidbspring.client.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A file with CA certificates that this JVM trusts: real ones, and not the stand-in's.
 */
final class PemFile {

	private PemFile() {
	}

	static Path write(Path directory, int certificates) throws IOException, GeneralSecurityException {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init((KeyStore) null);
		X509Certificate[] issuers = ((X509TrustManager) trust.getTrustManagers()[0]).getAcceptedIssuers();
		String pem = Arrays.stream(issuers).limit(certificates).map(PemFile::pem).collect(Collectors.joining());
		return Files.writeString(directory.resolve("ca.pem"), "# A comment\n" + pem);
	}

	private static String pem(X509Certificate certificate) {
		try {
			return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
				.formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
