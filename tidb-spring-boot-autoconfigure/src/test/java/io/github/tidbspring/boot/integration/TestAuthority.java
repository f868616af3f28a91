package io.github.tidbspring.boot.integration;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A CA that signs the certificates of clients, and writes them as PEM or JKS.
 */
final class TestAuthority {

	static final String PASSWORD = "changeit";

	private static final X500Name NAME = new X500Name("CN=Client CA");

	private final KeyPair keys = generateKeys();

	private final X509Certificate certificate = sign(NAME, this.keys, true);

	private long serial = 1;

	X509Certificate certificate() {
		return this.certificate;
	}

	/** A key and its certificate. */
	Identity issue(String commonName) {
		KeyPair pair = generateKeys();
		return new Identity(pair.getPrivate(), sign(new X500Name("CN=" + commonName), pair, false));
	}

	private X509Certificate sign(X500Name subject, KeyPair pair, boolean authority) {
		try {
			Instant now = Instant.now();
			X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(NAME, BigInteger.valueOf(++this.serial),
					Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(Duration.ofHours(1))), subject,
					pair.getPublic());
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
			return new JcaX509CertificateConverter().getCertificate(
					builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(this.keys.getPrivate())));
		}
		catch (GeneralSecurityException | IOException | OperatorCreationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyPair generateKeys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void writePem(Path file, Certificate certificate) throws Exception {
		Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
	}

	static void writeTrustStore(Path file, Certificate certificate) throws Exception {
		KeyStore store = newStore();
		store.setCertificateEntry("ca", certificate);
		write(store, file);
	}

	private static String pem(String type, byte[] content) {
		String text = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, text);
	}

	private static KeyStore newStore() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("JKS");
		store.load(null, null);
		return store;
	}

	private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
		try (OutputStream output = Files.newOutputStream(file)) {
			store.store(output, PASSWORD.toCharArray());
		}
	}

	/**
	 * What a client shows.
	 *
	 * @param key the key
	 * @param certificate its certificate
	 */
	record Identity(PrivateKey key, X509Certificate certificate) {

		/** Both in one file, so that they change together. */
		void writePem(Path file) throws Exception {
			Files.writeString(file,
					pem("CERTIFICATE", this.certificate.getEncoded()) + pem("PRIVATE KEY", this.key.getEncoded()));
		}

		void writeKeyStore(Path file) throws Exception {
			KeyStore store = newStore();
			store.setKeyEntry("client", this.key, PASSWORD.toCharArray(), new Certificate[] { this.certificate });
			write(store, file);
		}

	}

}
