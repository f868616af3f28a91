package io.github.tidbspring.boot.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the properties do to the {@code DataSource}, and which are refused.
 */
class TiDBPropertiesTests {

	private static final String CLOUD = "gateway01.us-east-1.prod.aws.tidbcloud.com";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				SslAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@ParameterizedTest
	@CsvSource({ "tidb.host=" + CLOUD + ", VERIFY_IDENTITY",
			"tidb.database-url=mysql://u.root:p@" + CLOUD + "/test, VERIFY_IDENTITY",
			"tidb.database-url=mysql+pymysql://u.root:p@" + CLOUD + ":4000/test, VERIFY_IDENTITY",
			"tidb.database-url=jdbc:mysql://" + CLOUD + ":4000/test?user=u.root&password=p, VERIFY_IDENTITY",
			"tidb.host=tidb.abc123.clusters.tidb-cloud.com, REQUIRED", "tidb.host=127.0.0.1, PREFERRED" })
	void whenNoModeIsSetThenTheHostDecides(String property, String mode) {
		this.contextRunner.withPropertyValues(property).run(dataSource((dataSource) -> {
			assertThat(dataSource.getDataSourceProperties()).containsEntry("sslMode", mode)
				.containsEntry("tlsVersions", "TLSv1.2,TLSv1.3");
		}));
	}

	@ParameterizedTest
	@CsvSource({ "disabled, DISABLED", "preferred, PREFERRED", "required, REQUIRED", "verify-ca, VERIFY_CA",
			"verify-identity, VERIFY_IDENTITY", "VERIFY_CA, VERIFY_CA" })
	void whenModeIsSetThenItWins(String mode, String driverMode) {
		this.contextRunner.withPropertyValues("tidb.host=" + CLOUD, "tidb.ssl.mode=" + mode)
			.run(dataSource((dataSource) -> assertThat(dataSource.getDataSourceProperties()).containsEntry("sslMode",
					driverMode)));
	}

	@Test
	void whenUserAndPasswordStandBesideUrlThenTheyAreUsed() {
		this.contextRunner
			.withPropertyValues("tidb.database-url=mysql://" + CLOUD + "/notes", "tidb.username=2aEp.root",
					"tidb.password=secret")
			.run(dataSource((dataSource) -> {
				assertThat(dataSource.getUsername()).isEqualTo("2aEp.root");
				assertThat(dataSource.getPassword()).isEqualTo("secret");
				assertThat(dataSource.getJdbcUrl()).isEqualTo("jdbc:mysql://" + CLOUD + ":4000/notes");
				assertThat(dataSource.getMaxLifetime()).isEqualTo(300_000);
			}));
	}

	@Test
	void whenPoolAndDriverPropertiesAreSetThenTheyArrive() {
		this.contextRunner
			.withPropertyValues("tidb.host=tidb.example.org", "tidb.hikari.max-lifetime=600000",
					"tidb.hikari.pool-name=mine", "tidb.driver-properties.connectTimeout=2500",
					"tidb.driver-properties.sockettimeout=60000")
			.run(dataSource((dataSource) -> {
				assertThat(dataSource.getMaxLifetime()).isEqualTo(600_000);
				assertThat(dataSource.getKeepaliveTime()).isEqualTo(120_000);
				assertThat(dataSource.getPoolName()).isEqualTo("mine");
				assertThat(dataSource.getDataSourceProperties()).containsEntry("connectTimeout", "2500")
					.containsEntry("socketTimeout", "60000");
			}));
	}

	@Test
	void whenHostAndUrlAreSetThenBothAreNamed() {
		refused((failure) -> failure.hasMessageContaining("database-url").hasMessageContaining("host"),
				"tidb.host=tidb.example.org", "tidb.database-url=mysql://root:topsecret@127.0.0.1:4000/test");
	}

	@Test
	void whenTwoPasswordsDifferThenBothAreNamedAndNoneIsShown() {
		refused((failure) -> failure.hasMessageContaining("database-url").hasMessageContaining("password"),
				"tidb.password=other", "tidb.database-url=mysql://root:topsecret@127.0.0.1:4000/test");
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgres://root:topsecret@h/test", "mysql://root:topsecret@/test",
			"mysql://root:topsecret@h:0/test", "mysql://root:topsecret@h:70000/test",
			"mysql://root:topsecret@h:port/test", "mysql://ro%ZZot:topsecret@h/test",
			"mysql://root:topsecret@h/test?ssl_verify_peer=true", "mysql://root:topsecret@h/test?sslMode=maybe",
			"mysql://root:top/secret@h/test" })
	void whenUrlIsBadThenThePropertyIsNamedAndNoSecretIsShown(String url) {
		refused((failure) -> failure.hasMessageContaining("database-url"), "tidb.database-url=" + url);
	}

	@Test
	void whenBundleDoesNotExistThenItIsNamed() {
		refused((failure) -> failure.hasMessageContaining("ssl.bundle").hasMessageContaining("'nowhere'"),
				"tidb.ssl.bundle=nowhere");
	}

	@Test
	void whenCaFileIsNotPemThenItIsNamed(@TempDir Path directory) throws Exception {
		Path file = Files.writeString(directory.resolve("ca.txt"), "not a certificate");
		refused((failure) -> failure.hasMessageContaining("ssl.ca-certificate").hasMessageContaining("ca.txt"),
				"tidb.ssl.ca-certificate=" + file);
	}

	@Test
	void whenCaFileDoesNotExistThenItIsNamed(@TempDir Path directory) {
		refused((failure) -> failure.hasMessageContaining("ssl.ca-certificate").hasMessageContaining("missing.pem"),
				"tidb.ssl.ca-certificate=" + directory.resolve("missing.pem"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tidb.hikari.jdbc-url=jdbc:mysql://127.0.0.1/other", "tidb.hikari.username=topsecret",
			"tidb.hikari.password=topsecret", "tidb.hikari.data-source-properties.sslMode=DISABLED",
			"tidb.hikari.data-source-class-name=com.example.Other" })
	void whenPoolPropertyGoesAroundTheConnectionThenItIsRefused(String property) {
		refused((failure) -> failure
			.hasMessageContaining(property.substring("tidb.".length(), property.indexOf('=')).replace(".sslMode", "")),
				property);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tidb.driver-properties.sslMode=DISABLED", "tidb.driver-properties.tlsVersions=TLSv1.1",
			"tidb.driver-properties.useConfigs=maxPerformance", "tidb.driver-properties.noSuchThing=1",
			"tidb.driver-properties.password=topsecret" })
	void whenDriverPropertyIsNotForTheDriverThenItIsRefused(String property) {
		refused((failure) -> failure.hasMessageContaining("driver-properties"), property);
	}

	@Test
	void whenEnsuredDatabaseHasNoNameThenItIsRefused() {
		refused((failure) -> failure.hasMessageContaining("ensure-database"), "tidb.ensure-database=true",
				"tidb.database-url=mysql://root@127.0.0.1:4000");
	}

	private void refused(Consumer<AbstractThrowableAssert<?, ?>> check, String... properties) {
		this.contextRunner.withPropertyValues(properties).run((context) -> {
			assertThat(context).hasFailed();
			Throwable failure = context.getStartupFailure();
			while (failure.getCause() != null && !(failure instanceof InvalidConnectionSettingException)) {
				failure = failure.getCause();
			}
			check.accept(assertThat(failure).isInstanceOf(InvalidConnectionSettingException.class));
			for (Throwable any = context.getStartupFailure(); any != null; any = any.getCause()) {
				assertThat(any.toString()).doesNotContain("topsecret").doesNotContain("secret@");
			}
		});
	}

	private static ContextConsumer<AssertableApplicationContext> dataSource(ThrowingDataSourceConsumer consumer) {
		return (context) -> consumer.accept(context.getBean(HikariDataSource.class));
	}

	interface ThrowingDataSourceConsumer {

		void accept(HikariDataSource dataSource) throws Exception;

	}

}
