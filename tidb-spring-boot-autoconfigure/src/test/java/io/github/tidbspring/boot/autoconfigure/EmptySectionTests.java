package io.github.tidbspring.boot.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.health.TiDBHealthContributorAutoConfiguration;
import io.github.tidbspring.client.connection.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A section of a YAML file below which nothing is left is as one that is not there.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmptySectionTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "ssl:", "health:", "hikari:", "driver-properties:", "dev-server:", "ssl: ~", "health: {}",
			"ssl: ''", "hikari: ''", "driverProperties:", "clients:", "clients: ''" })
	void sectionIsAsIfItWereNotThere(String section, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run("tidb:\n  host: db.example\n  " + section + "\n")) {
			TiDBProperties properties = context.getBean(TiDBProperties.class);
			assertThat(properties.getSsl().getMode()).isEqualTo(SslMode.AUTO);
			assertThat(properties.getHealth().getTimeout()).isEqualTo(Duration.ofSeconds(5));
			assertThat(properties.getDriverProperties()).isEmpty();
			assertThat(context.getBean(HikariDataSource.class).getJdbcUrl()).contains("db.example");
		}
		assertThat(output).doesNotContain("unknown and");
	}

	@Test
	void allSectionsTogetherAndOfADatabaseBesideAnother() throws Exception {
		try (ConfigurableApplicationContext context = run("""
				spring.datasource.url: jdbc:h2:mem:beside
				tidb:
				  host: db.example
				  ssl:
				  health:
				  hikari:
				  driver-properties:
				""")) {
			assertThat(context.getBean("tidbDataSource", HikariDataSource.class).getJdbcUrl()).contains("db.example");
		}
	}

	@Test
	void whenNothingIsLeftOfAllThenItIsTheDefault() throws Exception {
		try (ConfigurableApplicationContext context = run("tidb:\n")) {
			assertThat(context.getBean(TiDBProperties.class).getHost()).isNull();
		}
	}

	@Test
	void whatALaterSourceSetsInTheSectionCounts() throws Exception {
		try (ConfigurableApplicationContext context = run("tidb:\n  host: db.example\n  ssl:\n  hikari:\n",
				"--tidb.ssl.mode=required", "--tidb.hikari.maximum-pool-size=3")) {
			assertThat(context.getBean(TiDBProperties.class).getSsl().getMode()).isEqualTo(SslMode.REQUIRED);
			assertThat(context.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(3);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ssl: required", "health: 5s" })
	void aValueInsteadOfASectionIsStillRefused(String section) {
		assertThatException().isThrownBy(() -> run("tidb:\n  host: db.example\n  " + section + "\n").close());
	}

	@ParameterizedTest
	@ValueSource(strings = { "port:", "database-url:", "hikari:\n    data-source-properties:" })
	void aPropertyWithoutAValueIsAsIfItWereNotThere(String property) throws Exception {
		try (ConfigurableApplicationContext context = run("tidb:\n  host: db.example\n  " + property + "\n")) {
			assertThat(context.getBean(HikariDataSource.class).getJdbcUrl()).contains("db.example:4000");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "data-source-properties: {a: b}", "jdbc-url: jdbc:h2:mem:x" })
	void whatGoesAroundTheSettingsIsStillRefused(String property) {
		assertThatException().isThrownBy(() -> run("tidb:\n  hikari:\n    " + property + "\n").close())
			.havingRootCause()
			.withMessageContaining("it is not a setting of the pool");
	}

	private ConfigurableApplicationContext run(String yaml, String... arguments) throws Exception {
		Path file = Files.writeString(this.directory.resolve("application.yaml"), yaml);
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.config.location=" + file.toUri(), "spring.main.banner-mode=off")
			.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TiDBDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class,
			TiDBAutoConfiguration.class, TiDBPropertyDiagnosticsAutoConfiguration.class,
			TiDBHealthContributorAutoConfiguration.class })
	static class Application {

	}

}
