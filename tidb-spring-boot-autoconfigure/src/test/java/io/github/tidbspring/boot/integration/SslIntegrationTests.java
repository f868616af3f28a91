package io.github.tidbspring.boot.integration;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.TiDBConnectionException;
import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * SSL bundles and CA files are really used in the handshake.
 */
@ExtendWith(SharedDevServer.class)
class SslIntegrationTests {

	@TempDir
	private static Path directory;

	private static TiDBDevServer server;

	private static TiDBDevServer otherHost;

	private static TiDBDevServer expired;

	@BeforeAll
	static void start(TiDBDevServer shared) {
		server = shared;
		otherHost = TiDBDevServer.builder().certificateHosts("tidb.example.org").start();
		Instant yesterday = Instant.now().minus(Duration.ofDays(1));
		expired = TiDBDevServer.builder().certificateValidity(yesterday.minus(Duration.ofDays(1)), yesterday).start();
	}

	@AfterAll
	static void stop() {
		for (TiDBDevServer each : new TiDBDevServer[] { otherHost, expired }) {
			if (each != null) {
				each.close();
			}
		}
	}

	@Test
	void whenPemBundleHasTheCaThenTheIdentityIsVerified() {
		accepted(server, "tidb.ssl.mode=verify-identity", "tidb.ssl.bundle=ca", pem(server));
	}

	@Test
	void whenJksBundleHasTheCaThenTheIdentityIsVerified() throws Exception {
		accepted(server, "tidb.ssl.mode=verify-identity", "tidb.ssl.bundle=ca",
				"spring.ssl.bundle.jks.ca.truststore.location=" + trustStore(server.caCertificate()),
				"spring.ssl.bundle.jks.ca.truststore.password=changeit",
				"spring.ssl.bundle.jks.ca.truststore.type=PKCS12");
	}

	@Test
	void whenCaFileIsGivenThenTheIdentityIsVerified() {
		accepted(server, "tidb.ssl.mode=verify-identity", "tidb.ssl.ca-certificate=" + server.caCertificate());
	}

	@Test
	void whenBundleAllowsOneProtocolThenThatOneIsUsed() {
		ServerInfo info = accepted(server, "tidb.ssl.bundle=ca", pem(server),
				"spring.ssl.bundle.pem.ca.options.enabled-protocols=TLSv1.2");
		assertThat(info.tlsProtocol()).isEqualTo("TLSv1.2");
	}

	@Test
	void whenTheCaIsNotInTheBundleThenTheConnectionIsRefused() throws Exception {
		Path other = otherCa();
		refused(server, Reason.UNTRUSTED_CERTIFICATE, "tidb.ssl.bundle=ca",
				"spring.ssl.bundle.pem.ca.truststore.certificate=file:" + other);
	}

	@Test
	void whenNothingIsTrustedThenVerificationFails() {
		refused(server, Reason.UNTRUSTED_CERTIFICATE, "tidb.ssl.mode=verify-ca");
	}

	@Test
	void whenTheCertificateIsForAnotherHostThenIdentityFailsAndCaSucceeds() {
		refused(otherHost, Reason.WRONG_HOST_NAME, "tidb.ssl.mode=verify-identity", "tidb.ssl.bundle=ca",
				pem(otherHost));
		accepted(otherHost, "tidb.ssl.mode=verify-ca", "tidb.ssl.bundle=ca", pem(otherHost));
	}

	@Test
	void whenTheCertificateHasExpiredThenTheConnectionIsRefused() {
		refused(expired, Reason.EXPIRED_CERTIFICATE, "tidb.ssl.mode=verify-ca", "tidb.ssl.bundle=ca", pem(expired));
	}

	@Test
	void whenModeIsDisabledThenTheConnectionIsPlain() {
		contextRunner(server, "tidb.ssl.mode=disabled").run((context) -> {
			ServerInfo info = context.getBean(TiDBClient.class).serverInfo();
			assertThat(info.isEncrypted()).isFalse();
		});
	}

	private static ServerInfo accepted(TiDBDevServer server, String... properties) {
		List<ServerInfo> seen = new ArrayList<>();
		contextRunner(server, properties).run((context) -> {
			ServerInfo info = context.getBean(TiDBClient.class).serverInfo();
			assertThat(info.tlsProtocol()).startsWith("TLSv1.");
			assertThat(info.tlsCipher()).isNotEmpty();
			seen.add(info);
		});
		return seen.get(0);
	}

	private static void refused(TiDBDevServer server, Reason reason, String... properties) {
		contextRunner(server, properties).run((context) -> {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			assertThatExceptionOfType(TiDBConnectionException.class).isThrownBy(tidb::serverInfo)
				.satisfies((ex) -> assertThat(ex.getFailure().reason()).isEqualTo(reason))
				.withMessageContaining("certificate")
				.withMessageContaining("127.0.0.1:" + server.port());
		});
	}

	private static ApplicationContextRunner contextRunner(TiDBDevServer server, String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
					SslAutoConfiguration.class))
			.withPropertyValues("tidb.host=" + server.host(), "tidb.port=" + server.port(),
					"tidb.username=" + server.username(), "tidb.password=" + server.password())
			.withPropertyValues(properties);
	}

	private static String pem(TiDBDevServer server) {
		return "spring.ssl.bundle.pem.ca.truststore.certificate=file:" + server.caCertificate();
	}

	private static Path trustStore(Path ca) throws Exception {
		KeyStore trustStore = KeyStore.getInstance("PKCS12");
		trustStore.load(null, null);
		try (InputStream input = Files.newInputStream(ca)) {
			trustStore.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(input));
		}
		Path file = directory.resolve("trust.p12");
		try (OutputStream output = Files.newOutputStream(file)) {
			trustStore.store(output, "changeit".toCharArray());
		}
		return file;
	}

	/**
	 * A CA that has nothing to do with the development server: one of those that the JVM
	 * trusts.
	 */
	private static Path otherCa() throws Exception {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init((KeyStore) null);
		X509Certificate ca = ((X509TrustManager) trust.getTrustManagers()[0]).getAcceptedIssuers()[0];
		String pem = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(ca.getEncoded());
		return Files.writeString(directory.resolve("other.pem"),
				"-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
	}

}
