package io.github.tidbspring.devserver;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.mysql.cj.jdbc.MysqlDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the stand-in's TLS.
 */
class TlsIntegrationTests {

	private static final String CIPHER = "SHOW SESSION STATUS LIKE 'Ssl_cipher'";

	@TempDir
	private Path folder;

	@Test
	void whenAuthorityIsTrustedThenServerIsVerified() throws Exception {
		Path trustStore = trustStore(Servers.shared().caCertificate());
		for (String host : List.of("127.0.0.1", "localhost")) {
			for (String mode : List.of("VERIFY_CA", "VERIFY_IDENTITY")) {
				assertThat(cipher(Servers.shared(), host, mode, trustStore)).startsWith("TLS");
			}
		}
	}

	@Test
	void whenNothingIsAskedForThenConnectionIsEncrypted() throws SQLException {
		assertThat(Servers.query(Servers.plain(Servers.shared(), "test", ""), CIPHER)).startsWith("TLS");
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenAuthorityIsUnknownThenConnectionIsRefused() throws Exception {
		try (LinkedCache cache = LinkedCache.create();
				TiDBDevServer other = TiDBDevServer.builder().cacheDirectory(cache.path()).start()) {
			Path trustStore = trustStore(other.caCertificate());
			assertRefused(Servers.shared(), "VERIFY_CA", trustStore);
			assertRefused(Servers.shared(), "VERIFY_IDENTITY", trustStore);
			assertThat(cipher(other, "127.0.0.1", "VERIFY_IDENTITY", trustStore)).startsWith("TLS");
		}
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenHostIsAnotherThenOnlyItsIdentityIsRefused() throws Exception {
		try (TiDBDevServer other = TiDBDevServer.builder()
			.certificateHosts("gateway.example.com", "192.0.2.1")
			.start()) {
			Path trustStore = trustStore(other.caCertificate());
			assertThat(cipher(other, "127.0.0.1", "VERIFY_CA", trustStore)).startsWith("TLS");
			assertRefused(other, "VERIFY_IDENTITY", trustStore);
		}
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenCertificateIsExpiredThenConnectionIsRefused() throws Exception {
		Instant now = Instant.now();
		try (TiDBDevServer expired = TiDBDevServer.builder()
			.certificateValidity(now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(1)))
			.start()) {
			Path trustStore = trustStore(expired.caCertificate());
			assertRefused(expired, "VERIFY_CA", trustStore);
			assertRefused(expired, "VERIFY_IDENTITY", trustStore);
		}
	}

	private static void assertRefused(TiDBDevServer server, String mode, Path trustStore) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> cipher(server, "127.0.0.1", mode, trustStore))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("08S01"));
	}

	private static String cipher(TiDBDevServer server, String host, String mode, Path trustStore) throws SQLException {
		MysqlDataSource dataSource = Servers.plain(server, "test",
				"?sslMode=" + mode + "&trustCertificateKeyStorePassword=changeit&trustCertificateKeyStoreType=PKCS12"
						+ "&trustCertificateKeyStoreUrl=" + trustStore.toUri());
		dataSource.setUrl(dataSource.getUrl().replace("//127.0.0.1:", "//" + host + ":"));
		return Servers.query(dataSource, CIPHER);
	}

	private Path trustStore(Path certificate) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		try (InputStream in = Files.newInputStream(certificate)) {
			store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
		}
		Path file = Files.createTempFile(this.folder, "trust", ".p12");
		try (OutputStream out = Files.newOutputStream(file)) {
			store.store(out, "changeit".toCharArray());
		}
		return file;
	}

}
