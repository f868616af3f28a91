package io.github.tidbspring.devserver.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The certificate authority (CA) that signs the certificates of this user's development
 * servers. It is stored in a directory, and replaced before it expires.
 * <p>
 * The keys are EC P-256, which are fast to generate. Without them, MariaDB would generate
 * an RSA key at each start, which takes seconds.
 *
 * @since 0.1
 */
public final class CertificateAuthority {

	/**
	 * The default host names and addresses of a server's certificate.
	 */
	public static final List<String> LOCAL_HOSTS = List.of("localhost", "127.0.0.1", "::1");

	private static final long AUTHORITY_DAYS = 3650;

	private static final long SERVER_DAYS = 365;

	private static final Duration RENEWAL = Duration.ofDays(30);

	private final CertificateFiles files;

	private final Path key;

	private CertificateAuthority(Path directory) {
		this.files = CertificateFiles.in(directory);
		this.key = directory.resolve("ca-key.pem");
	}

	/**
	 * Open the authority in a directory, or create one there. The caller must ensure that
	 * only one process does so at a time.
	 * @param directory the directory, which exists
	 * @return the authority
	 * @throws IOException if the files cannot be read or written
	 * @throws GeneralSecurityException if this JVM does not support EC cryptography
	 */
	public static CertificateAuthority in(Path directory) throws IOException, GeneralSecurityException {
		CertificateAuthority authority = new CertificateAuthority(directory);
		if (!isUsable(authority.files.authority(), authority.key)) {
			authority.found();
		}
		return authority;
	}

	private void found() throws IOException, GeneralSecurityException {
		// Certificates of the former authority are no longer trusted.
		Files.deleteIfExists(this.files.server());
		KeyPair pair = generateKeys();
		Pem.write(this.key, pair.getPrivate());
		Pem.write(this.files.authority(), new CertificateIssuer(null, pair.getPrivate()).authority(pair.getPublic(),
				Validity.ofDays(AUTHORITY_DAYS)));
	}

	/**
	 * Write this authority's certificate and one for a server into a directory.
	 * @param target the directory
	 * @param hosts the host names and addresses of the server
	 * @param validity the validity period of the server's certificate, or {@code null}
	 * for the default
	 * @return the files
	 * @throws IOException if a file cannot be read or written
	 * @throws GeneralSecurityException if the certificate cannot be created
	 */
	public CertificateFiles writeTo(Path target, List<String> hosts, @Nullable Validity validity)
			throws IOException, GeneralSecurityException {
		CertificateFiles written = CertificateFiles.in(target);
		Files.copy(this.files.authority(), written.authority());
		if (validity != null || !hosts.equals(LOCAL_HOSTS)) {
			issue(written, hosts, (validity != null) ? validity : Validity.ofDays(SERVER_DAYS));
			return written;
		}
		// The default certificate is created once and copied. Copies keep the
		// permissions.
		if (!isUsable(this.files.server(), this.files.key())) {
			issue(this.files, hosts, Validity.ofDays(SERVER_DAYS));
		}
		Files.copy(this.files.key(), written.key(), StandardCopyOption.COPY_ATTRIBUTES);
		Files.copy(this.files.server(), written.server());
		return written;
	}

	private void issue(CertificateFiles target, List<String> hosts, Validity validity)
			throws IOException, GeneralSecurityException {
		KeyPair pair = generateKeys();
		CertificateIssuer issuer = new CertificateIssuer(Pem.readCertificate(this.files.authority()),
				Pem.readKey(this.key));
		Pem.write(target.key(), pair.getPrivate());
		Pem.write(target.server(), issuer.server(pair.getPublic(), hosts, validity));
	}

	private static boolean isUsable(Path certificateFile, Path keyFile) {
		try {
			Pem.readCertificate(certificateFile).checkValidity(Date.from(Instant.now().plus(RENEWAL)));
			return Files.size(keyFile) > 0;
		}
		catch (IOException | GeneralSecurityException ex) {
			// Missing, damaged or about to expire: it is created again.
			return false;
		}
	}

	private static KeyPair generateKeys() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		return generator.generateKeyPair();
	}

}
