package io.github.tidbspring.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.sql.DataSource;

import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.SslMode;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each TLS mode against servers whose certificates are good, out of date, and for another
 * host.
 */
@ExtendWith(SharedDevServer.class)
class TlsIntegrationTests {

	@TempDir
	static Path directory;

	private static TiDBDevServer good;

	private static TiDBDevServer expired;

	private static TiDBDevServer elsewhere;

	private static Path unknownCa;

	@BeforeAll
	static void start(TiDBDevServer shared) throws IOException, GeneralSecurityException {
		good = shared;
		Instant now = Instant.now();
		expired = TiDBDevServer.builder()
			.certificateValidity(now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(10)))
			.start();
		elsewhere = TiDBDevServer.builder().certificateHosts("tidb.example.org", "192.0.2.1").start();
		unknownCa = anyCertificateOfTheJvm();
	}

	@AfterAll
	static void stop() {
		if (expired != null) {
			expired.close();
		}
		if (elsewhere != null) {
			elsewhere.close();
		}
	}

	@ParameterizedTest
	@EnumSource(value = SslMode.class, names = { "AUTO", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY" })
	void whenCaIsTrustedThenConnectionIsEncrypted(SslMode mode) {
		assertEncrypted(builder(good).sslMode(mode).caCertificate(good.caCertificate()));
		assertEncrypted(builder(good).sslMode(mode).sslContext(contextTrusting(good.caCertificate())));
		assertEncrypted(trusting(builder(good).sslMode(mode), good.caCertificate()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mysql+pymysql", "jdbc:mysql", "jdbc:mysql:loadbalance" })
	void whenCaIsNamedInTheUrlThenConnectionIsEncrypted(String scheme) {
		String url = good.url().replaceFirst("^mysql", scheme) + "?ssl_ca="
				+ URLEncoder.encode(good.caCertificate().toString(), StandardCharsets.UTF_8).replace("+", "%20");
		assertEncrypted(ConnectionSettings.builder().databaseUrl(url));
		assertEncrypted(
				ConnectionSettings.builder().databaseUrl(url + "&ssl_verify_cert=true&ssl_verify_identity=true"));
	}

	@ParameterizedTest
	@EnumSource(value = SslMode.class, names = { "AUTO", "PREFERRED", "REQUIRED" })
	void whenNothingIsTrustedThenModesThatVerifyNothingAreEncryptedAllTheSame(SslMode mode) {
		for (TiDBDevServer server : List.of(good, elsewhere)) {
			assertEncrypted(builder(server).sslMode(mode));
		}
	}

	@Test
	void whenTlsIsDisabledThenConnectionIsPlainText() {
		for (ConnectionSettings.Builder builder : new ConnectionSettings.Builder[] {
				builder(good).sslMode(SslMode.DISABLED),
				ConnectionSettings.builder().databaseUrl(good.url() + "?ssl_disabled=true"),
				ConnectionSettings.builder().databaseUrl("jdbc:" + good.url() + "?sslMode=DISABLED") }) {
			try (TiDBClient client = client(builder, good)) {
				ServerInfo server = client.serverInfo();
				assertThat(server.isEncrypted()).isFalse();
				assertThat(server.tlsProtocol()).isNull();
				assertThat(server.tlsCipher()).isNull();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = SslMode.class, names = { "VERIFY_CA", "VERIFY_IDENTITY" })
	void whenCaIsUnknownToTheJvmThenConnectionIsRefused(SslMode mode) {
		assertRefused(builder(good).sslMode(mode), Reason.UNTRUSTED_CERTIFICATE, "tidb.ssl.ca-certificate");
	}

	@ParameterizedTest
	@EnumSource(value = SslMode.class, names = { "AUTO", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY" })
	void whenAnotherCaIsTrustedThenConnectionIsRefused(SslMode mode) {
		assertRefused(builder(good).sslMode(mode).caCertificate(unknownCa), Reason.UNTRUSTED_CERTIFICATE,
				"not signed by a CA that is trusted here");
	}

	@Test
	void whenAnotherCaIsTrustedInAnotherWayThenConnectionIsRefused() {
		assertRefused(builder(good).sslContext(contextTrusting(unknownCa)), Reason.UNTRUSTED_CERTIFICATE,
				"not signed by a CA that is trusted here");
		assertRefused(trusting(builder(good), unknownCa), Reason.UNTRUSTED_CERTIFICATE,
				"not signed by a CA that is trusted here");
	}

	@ParameterizedTest
	@EnumSource(value = SslMode.class, names = { "AUTO", "VERIFY_IDENTITY" })
	void whenCertificateIsExpiredThenConnectionIsRefused(SslMode mode) {
		assertRefused(builder(expired).sslMode(mode).caCertificate(expired.caCertificate()), Reason.EXPIRED_CERTIFICATE,
				"not valid today");
		assertRefused(trusting(builder(expired).sslMode(mode), expired.caCertificate()), Reason.EXPIRED_CERTIFICATE,
				"not valid today");
	}

	@Test
	void whenCertificateIsExpiredThenTheDriverRefusesItEvenWhereNothingIsVerified() {
		assertRefused(builder(expired).sslMode(SslMode.PREFERRED), Reason.EXPIRED_CERTIFICATE, "not valid today");
	}

	@Test
	void whenCertificateIsForAnotherHostThenOnlyVerifyIdentityRefusesIt() {
		for (Supplier<ConnectionSettings.Builder> builder : List.<Supplier<ConnectionSettings.Builder>>of(
				() -> builder(elsewhere).caCertificate(elsewhere.caCertificate()),
				() -> builder(elsewhere).sslContext(contextTrusting(elsewhere.caCertificate())),
				() -> trusting(builder(elsewhere), elsewhere.caCertificate()))) {
			assertRefused(builder.get().sslMode(SslMode.VERIFY_IDENTITY), Reason.WRONG_HOST_NAME,
					"the server's certificate is for another host name");
			assertRefused(builder.get().sslMode(SslMode.VERIFY_IDENTITY).host("localhost"), Reason.WRONG_HOST_NAME,
					"the server's certificate is for another host name");
			assertEncrypted(builder.get().sslMode(SslMode.VERIFY_CA));
			assertEncrypted(builder.get().sslMode(SslMode.AUTO));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "localhost", "LOCALHOST", "localhost." })
	void whenHostIsInTheCertificateThenItsSpellingDoesNotMatter(String host) {
		assertEncrypted(builder(good).host(host).sslMode(SslMode.VERIFY_IDENTITY).caCertificate(good.caCertificate()));
	}

	@ParameterizedTest
	@CsvSource({ "TLSv1.2,TLSv1.2", "TLSv1.3,TLSv1.3", "'TLSv1.2, TLSv1.3',TLSv1.3", "'TLSv1.2,TLSv1.3',TLSv1.3" })
	void whenTlsVersionsAreChosenThenOneOfThemIsUsed(String versions, String expected) {
		for (Path ca : new Path[] { null, good.caCertificate() }) {
			ConnectionSettings.Builder builder = builder(good).driverProperty("tlsVersions", versions);
			try (TiDBClient client = client((ca != null) ? builder.caCertificate(ca) : builder, good)) {
				assertThat(client.serverInfo().tlsProtocol()).as("with CA %s", ca).isEqualTo(expected);
			}
		}
	}

	@Test
	void whenCiphersAreChosenThenOneOfThemIsUsed() {
		for (Path ca : new Path[] { null, good.caCertificate() }) {
			ConnectionSettings.Builder builder = builder(good).driverProperty("tlsCiphersuites",
					"TLS_AES_128_GCM_SHA256");
			try (TiDBClient client = client((ca != null) ? builder.caCertificate(ca) : builder, good)) {
				assertThat(client.serverInfo().tlsCipher()).as("with CA %s", ca).isEqualTo("TLS_AES_128_GCM_SHA256");
			}
		}
	}

	@Test
	void sslContextIsAskedForEachConnectionAndNotBefore() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		SSLContext context = contextTrusting(good.caCertificate()).get();
		try (TiDBClient client = client(builder(good).sslContext(() -> {
			asked.incrementAndGet();
			return context;
		}).pool((pool) -> {
			pool.setMaximumPoolSize(2);
			pool.setMinimumIdle(1);
		}), good)) {
			assertThat(asked).hasValue(0);
			try (var one = client.dataSource().getConnection(); var other = client.dataSource().getConnection()) {
				assertThat(one.isValid(5) && other.isValid(5)).isTrue();
			}
			assertThat(asked).hasValue(2);
		}
	}

	@Test
	void whenSslContextCannotBeMadeThenFailureIsADataAccessExceptionThatSaysWhy() {
		try (TiDBClient client = client(builder(good).sslContext(() -> {
			throw new IllegalStateException("The bundle 'x' is gone");
		}), good)) {
			assertThatExceptionOfType(TiDBConnectionException.class).isThrownBy(client::serverInfo)
				.withMessageContaining("The bundle 'x' is gone");
		}
	}

	@Test
	void whenDatabaseIsEnsuredThenTlsIsTheSame() {
		assertRefused(builder(good).ensureDatabase(true).caCertificate(unknownCa), Reason.UNTRUSTED_CERTIFICATE,
				"not signed by a CA that is trusted here");
		assertEncrypted(builder(good).database("with tls").ensureDatabase(true).caCertificate(good.caCertificate()));
	}

	@Test
	void whenStatementTimesOutThenItIsCancelledOverTlsToo() {
		try (TiDBClient client = client(builder(good).caCertificate(good.caCertificate()), good)) {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> client.sql("SELECT SLEEP(60)").withQueryTimeout(1).query().singleValue());
			assertThat(client.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource(value = SslMode.class, names = { "PREFERRED", "DISABLED" })
	void whenDriverIsHiddenThenTheServerIsAskedForTls(SslMode mode) {
		TiDBClient.Builder builder = TiDBClient.builder(builder(good).sslMode(mode).build())
			.decorateDataSource(TlsIntegrationTests::hidingTheDriver);
		try (TiDBClient client = recorded(builder, null)) {
			ServerInfo server = client.serverInfo();
			assertThat(server.isEncrypted()).isEqualTo(mode == SslMode.PREFERRED);
			assertThat(server.tlsProtocol()).isEqualTo((mode == SslMode.PREFERRED) ? "TLSv1.3" : null);
		}
	}

	@Test
	void whenUserMustUseTlsThenPlainTextIsRefused() {
		String user = "tls_only";
		new Admin(good).createUser(user, "Geheim", "test", "REQUIRE SSL");
		assertEncrypted(builder(good).username(user).password("Geheim"));
		// MariaDB does not say that TLS is what is missing.
		assertRefused(builder(good).username(user).password("Geheim").sslMode(SslMode.DISABLED), Reason.ACCESS_DENIED,
				"refused the user name or the password");
	}

	private static void assertEncrypted(ConnectionSettings.Builder builder) {
		try (TiDBClient client = client(builder, null)) {
			ServerInfo server = client.serverInfo();
			assertThat(server.isEncrypted()).isTrue();
			assertThat(server.tlsProtocol()).isEqualTo("TLSv1.3");
			assertThat(server.tlsCipher()).startsWith("TLS_");
		}
	}

	private static void assertRefused(ConnectionSettings.Builder builder, Reason reason, String fragment) {
		try (TiDBClient client = client(builder, null)) {
			assertThatExceptionOfType(TiDBConnectionException.class).isThrownBy(client::serverInfo)
				.isInstanceOf(DataAccessException.class)
				.withMessageContaining(fragment)
				.withMessageNotContaining("Geheim")
				.satisfies((ex) -> assertThat(ex.getFailure().reason()).isEqualTo(reason));
		}
	}

	private static ConnectionSettings.Builder builder(TiDBDevServer server) {
		return ConnectionSettings.builder()
			.host(server.host())
			.port(server.port())
			.username(server.username())
			.password(server.password())
			.pool((pool) -> pool.setMaximumPoolSize(1));
	}

	private static TiDBClient client(ConnectionSettings.Builder connection, @Nullable TiDBDevServer server) {
		return recorded(TiDBClient.builder(connection.build()), server);
	}

	private static TiDBClient recorded(TiDBClient.Builder builder, @Nullable TiDBDevServer server) {
		return builder
			.decorateDataSource((pool) -> StatementRecording.record((server != null) ? server.wrap(pool) : pool))
			.build();
	}

	private static Supplier<SSLContext> contextTrusting(Path ca) {
		return () -> {
			try {
				TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
				trust.init(keyStore(ca));
				SSLContext context = SSLContext.getInstance("TLS");
				context.init(null, trust.getTrustManagers(), null);
				return context;
			}
			catch (IOException | GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

	/** As another driver would be: it unwraps to nothing that is Connector/J's. */
	private static DataSource hidingTheDriver(DataSource dataSource) {
		return new DelegatingDataSource(dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
						new Class<?>[] { Connection.class },
						(proxy, method, arguments) -> method.getName().equals("isWrapperFor") ? Boolean.FALSE
								: method.invoke(connection, arguments));
			}

		};
	}

	/** In the driver's own way, which does its own checks. */
	private static ConnectionSettings.Builder trusting(ConnectionSettings.Builder builder, Path ca) {
		return builder.driverProperty("trustCertificateKeyStoreUrl", trustStore(ca))
			.driverProperty("trustCertificateKeyStorePassword", "changeit");
	}

	private static String trustStore(Path ca) {
		try {
			Path file = Files.createTempFile(directory, "trust", ".p12");
			try (OutputStream output = Files.newOutputStream(file)) {
				keyStore(ca).store(output, "changeit".toCharArray());
			}
			return file.toUri().toString();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyStore keyStore(Path ca) throws IOException, GeneralSecurityException {
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		keyStore.load(null, null);
		try (InputStream input = Files.newInputStream(ca)) {
			keyStore.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(input));
		}
		return keyStore;
	}

	private static Path anyCertificateOfTheJvm() throws IOException, GeneralSecurityException {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init((KeyStore) null);
		var issuers = ((X509TrustManager) trust.getTrustManagers()[0]).getAcceptedIssuers();
		return Files.writeString(directory.resolve("unknown.pem"),
				"-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
					.formatted(Base64.getMimeEncoder().encodeToString(issuers[0].getEncoded())));
	}

}
