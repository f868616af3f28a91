package io.github.tidbspring.boot.integration;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.client.connection.ConnectionFailure;
import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Key material of SSL bundles, and bundles whose files change while the application runs:
 * connections that are open stay so, and each new one uses what the files say.
 */
class SslBundleReloadIntegrationTests {

	private static final String USER = "app";

	private static final String USER_PASSWORD = "of-the-user";

	private static final TestAuthority authority = new TestAuthority();

	@TempDir
	private static Path directory;

	private static TiDBDevServer server;

	private static Certificate serverAuthority;

	private static HikariDataSource adminDataSource;

	@BeforeAll
	static void start() throws Exception {
		Path clientAuthority = directory.resolve("client-ca.pem");
		TestAuthority.writePem(clientAuthority, authority.certificate());
		server = TiDBDevServer.builder().clientAuthority(clientAuthority).start();
		try (InputStream input = Files.newInputStream(server.caCertificate())) {
			serverAuthority = CertificateFactory.getInstance("X.509").generateCertificate(input);
		}
		adminDataSource = new HikariDataSource();
		adminDataSource.setJdbcUrl("jdbc:mysql://%s:%d/test".formatted(server.host(), server.port()));
		adminDataSource.setUsername(server.username());
		adminDataSource.setPassword(server.password());
		admin("CREATE USER app IDENTIFIED BY '" + USER_PASSWORD + "'");
		admin("GRANT ALL ON test.* TO app");
	}

	@AfterAll
	static void stop() {
		if (adminDataSource != null) {
			adminDataSource.close();
		}
		if (server != null) {
			server.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenTrustMaterialIsRenewedThenNewConnectionsUseIt(Form form) throws Exception {
		admin("ALTER USER app REQUIRE SSL");
		Path trust = form.file("trust");
		form.writeTrust(trust, serverAuthority);
		contextRunner(form.trust(trust)).run((context) -> {
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			assertThat(refusal(pool)).isNull();
			try (Connection open = pool.getConnection()) {
				form.writeTrust(trust, authority.certificate());
				awaitRefusal(pool, Reason.UNTRUSTED_CERTIFICATE);
				assertThat(open.isValid(5)).as("the connection that was open before").isTrue();
			}
			form.writeTrust(trust, serverAuthority);
			awaitRefusal(pool, null);
		});
	}

	@ParameterizedTest
	@EnumSource
	void whenKeyMaterialIsRenewedThenNewConnectionsShowIt(Form form) throws Exception {
		Path keys = form.file("keys");
		form.writeKeys(keys, authority.issue("one"));
		admin("ALTER USER app REQUIRE SUBJECT '/CN=one'");
		contextRunner(form.trust(form.writeTrust(form.file("trust"), serverAuthority)))
			.withPropertyValues(form.keys(keys))
			.run((context) -> {
				HikariDataSource pool = context.getBean(HikariDataSource.class);
				assertThat(refusal(pool)).isNull();
				admin("ALTER USER app REQUIRE SUBJECT '/CN=two'");
				assertThat(refusal(pool)).isEqualTo(Reason.ACCESS_DENIED);
				form.writeKeys(keys, authority.issue("two"));
				awaitRefusal(pool, null);
			});
	}

	@ParameterizedTest
	@EnumSource
	void whenServerWantsACertificateAndTheBundleHasNoneThenItRefuses(Form form) throws Exception {
		admin("ALTER USER app REQUIRE X509");
		contextRunner(form.trust(form.writeTrust(form.file("trust"), serverAuthority)))
			.run((context) -> assertThat(refusal(context.getBean(HikariDataSource.class)))
				.isEqualTo(Reason.ACCESS_DENIED));
	}

	@Test
	void whenARenewedFileIsDamagedThenNewConnectionsSaySo() throws Exception {
		admin("ALTER USER app REQUIRE SSL");
		Form form = Form.JKS;
		Path trust = form.writeTrust(form.file("damaged"), serverAuthority);
		contextRunner(form.trust(trust)).run((context) -> {
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			assertThat(refusal(pool)).isNull();
			Files.writeString(trust, "damaged");
			awaitRefusal(pool, Reason.TLS_FAILED);
			assertThat(ConnectionFailure.lastOf(pool)).isNotNull()
				.extracting(ConnectionFailure::message)
				.asString()
				.contains("the SSL bundle 'db' cannot be loaded; check its files and passwords");
		});
	}

	private static void awaitRefusal(HikariDataSource pool, @Nullable Reason reason) {
		await().atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(100))
			.untilAsserted(() -> assertThat(refusal(pool)).isEqualTo(reason));
	}

	/** Why a new connection is refused, or {@code null} if it is not. */
	private static @Nullable Reason refusal(HikariDataSource pool) {
		if (pool.isRunning()) {
			pool.getHikariPoolMXBean().softEvictConnections();
		}
		try (Connection connection = pool.getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
			return null;
		}
		catch (SQLException ex) {
			return ConnectionFailure.of(ex, null).reason();
		}
	}

	private static void admin(String statement) {
		JdbcClient.create(adminDataSource).sql(statement).update();
	}

	private static ApplicationContextRunner contextRunner(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
					SslAutoConfiguration.class))
			.withPropertyValues("tidb.host=" + server.host(), "tidb.port=" + server.port(), "tidb.username=" + USER,
					"tidb.password=" + USER_PASSWORD, "tidb.ssl.mode=verify-identity", "tidb.ssl.bundle=db",
					"tidb.hikari.minimum-idle=0", "tidb.hikari.connection-timeout=500",
					"spring.ssl.bundle.watch.file.quiet-period=50ms")
			.withPropertyValues(properties);
	}

	/**
	 * The two forms that bundles have.
	 */
	enum Form {

		PEM {

			@Override
			Path writeTrust(Path file, Certificate certificate) throws Exception {
				TestAuthority.writePem(file, certificate);
				return file;
			}

			@Override
			void writeKeys(Path file, TestAuthority.Identity identity) throws Exception {
				identity.writePem(file);
			}

			@Override
			String[] trust(Path file) {
				return new String[] { "spring.ssl.bundle.pem.db.reload-on-update=true",
						"spring.ssl.bundle.pem.db.truststore.certificate=file:" + file };
			}

			@Override
			String[] keys(Path file) {
				return new String[] { "spring.ssl.bundle.pem.db.keystore.certificate=file:" + file,
						"spring.ssl.bundle.pem.db.keystore.private-key=file:" + file };
			}

		},

		JKS {

			@Override
			Path writeTrust(Path file, Certificate certificate) throws Exception {
				TestAuthority.writeTrustStore(file, certificate);
				return file;
			}

			@Override
			void writeKeys(Path file, TestAuthority.Identity identity) throws Exception {
				identity.writeKeyStore(file);
			}

			@Override
			String[] trust(Path file) {
				return new String[] { "spring.ssl.bundle.jks.db.reload-on-update=true",
						"spring.ssl.bundle.jks.db.truststore.location=file:" + file,
						"spring.ssl.bundle.jks.db.truststore.password=" + TestAuthority.PASSWORD,
						"spring.ssl.bundle.jks.db.truststore.type=JKS" };
			}

			@Override
			String[] keys(Path file) {
				return new String[] { "spring.ssl.bundle.jks.db.keystore.location=file:" + file,
						"spring.ssl.bundle.jks.db.keystore.password=" + TestAuthority.PASSWORD,
						"spring.ssl.bundle.jks.db.keystore.type=JKS" };
			}

		};

		abstract Path writeTrust(Path file, Certificate certificate) throws Exception;

		abstract void writeKeys(Path file, TestAuthority.Identity identity) throws Exception;

		abstract String[] trust(Path file);

		abstract String[] keys(Path file);

		Path file(String name) {
			return directory.resolve(name + "." + name().toLowerCase(Locale.ROOT));
		}

	}

}
