package io.github.tidbspring.devserver.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

import io.github.tidbspring.devserver.file.OwnerOnly;

/**
 * Reads and writes keys and certificates in PEM files. The file of a key can be read only
 * by its owner.
 */
final class Pem {

	private Pem() {
	}

	static void write(Path file, X509Certificate certificate) throws IOException, GeneralSecurityException {
		Files.writeString(file, encode("CERTIFICATE", certificate.getEncoded()));
	}

	static void write(Path file, PrivateKey key) throws IOException {
		OwnerOnly.write(file, encode("PRIVATE KEY", key.getEncoded()));
	}

	static X509Certificate readCertificate(Path file) throws IOException, GeneralSecurityException {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
	}

	static PrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
		String base64 = Files.readString(file, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
		try {
			return KeyFactory.getInstance("EC")
				.generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
		}
		catch (IllegalArgumentException ex) {
			throw new GeneralSecurityException("The file " + file + " does not contain a private key", ex);
		}
	}

	private static String encode(String type, byte[] content) {
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
	}

}
