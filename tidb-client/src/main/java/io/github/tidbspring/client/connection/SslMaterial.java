package io.github.tidbspring.client.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificates for a TLS handshake: those that are trusted, and that of the client.
 *
 * @param description the description for messages
 * @param context supplies the context; called for each new connection, so that renewed
 * certificates take effect
 * @param mayHaveKey whether there may be a client certificate
 */
record SslMaterial(String description, Supplier<SSLContext> context, boolean mayHaveKey) {

	/** The setting of the CA file. */
	static final String CA_CERTIFICATE = "ssl.ca-certificate";

	/**
	 * Trust only the CA certificates in a PEM file.
	 * @param setting the setting of the file
	 * @param file the file
	 * @return the material
	 */
	static SslMaterial ofPem(String setting, Path file) {
		String name = "the CA file '" + file + "'";
		String named = setting.equals(CA_CERTIFICATE) ? name : "the parameter ssl_ca: " + name;
		try {
			SSLContext context = context(setting, named, Files.readAllBytes(file));
			return new SslMaterial(name, () -> context, false);
		}
		catch (NoSuchFileException ex) {
			throw new InvalidConnectionSettingException(setting, named + " does not exist", ex);
		}
		catch (IOException ex) {
			throw new InvalidConnectionSettingException(setting, named + " cannot be read", ex);
		}
	}

	private static SSLContext context(String setting, String name, byte[] pem) throws IOException {
		try {
			Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(pem));
			if (certificates.isEmpty()) {
				throw new CertificateException("No certificate");
			}
			KeyStore trustStore = KeyStore.getInstance(KeyStore.getDefaultType());
			trustStore.load(null, null);
			int number = 0;
			for (Certificate certificate : certificates) {
				trustStore.setCertificateEntry("ca-" + number++, certificate);
			}
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trustStore);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (CertificateException ex) {
			throw new InvalidConnectionSettingException(setting, name
					+ " is not a certificate in PEM form (-----BEGIN CERTIFICATE-----); a keystore is given as an SSL context or bundle",
					ex);
		}
		catch (GeneralSecurityException ex) {
			throw new InvalidConnectionSettingException(setting, name + " cannot be used by this JVM", ex);
		}
	}

	@Override
	public String toString() {
		return this.description;
	}

}
