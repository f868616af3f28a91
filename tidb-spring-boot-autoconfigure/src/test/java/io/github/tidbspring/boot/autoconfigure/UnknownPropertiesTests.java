package io.github.tidbspring.boot.autoconfigure;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is said of properties that do not exist, and that nothing is said of the
 * environment's.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

	private static final String LINE = "These properties are unknown and are ignored: ";

	@ParameterizedTest
	@CsvSource({ "tidb.pasword, tidb.password", "tidb.paswd, tidb.password", "tidb.usrname, tidb.username",
			"tidb.hots, tidb.host", "tidb.databse, tidb.database", "tidb.database-ulr, tidb.database-url",
			"tidb.hikari.max-pool-size, tidb.hikari.maximum-pool-size",
			"tidb.hikari.maxPoolSize, tidb.hikari.maximum-pool-size",
			"tidb.hikari.maximum-poolsiz, tidb.hikari.maximum-pool-size",
			"tidb.hikari.min-idle, tidb.hikari.minimum-idle", "tidb.ssl.mod, tidb.ssl.mode",
			"tidb.ssl.ca-cert, tidb.ssl.ca-certificate", "tidb.ensuredatabases, tidb.ensure-database",
			"tidb.maximum-pool-size, tidb.hikari.maximum-pool-size", "tidb.helth.timeout, tidb.health.timeout",
			"tidb.user, tidb.username", "tidb.url, tidb.database-url", "tidb.timeout, tidb.health.timeout",
			"tidb.clients.reporting.hots, tidb.clients.reporting.host",
			"tidb.clients.reporting.hikari.max-pool-size, tidb.clients.reporting.hikari.maximum-pool-size",
			"tidb.clients.reporting.ssl.mod, tidb.clients.reporting.ssl.mode" })
	void whenANameIsWrittenWronglyThenTheRightOneIsSaid(String written, String meant, CapturedOutput output) {
		start("--" + written + "=geheim");
		assertThat(lines(output)).singleElement()
			.asString()
			.contains(" WARN ")
			.endsWith(LINE + written + " (commandLineArgs), did you mean " + meant + "?")
			.doesNotContain("geheim");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tidb.host=h", "tidb.databaseUrl=mysql://h/d", "tidb.DATABASE_URL=mysql://h/d",
			"tidb.hikari.maximumPoolSize=1", "tidb.hikari.health-check-properties.x=1",
			"tidb.driver-properties.connectTimeout=1", "tidb.driver-properties[connectTimeout]=1",
			"tidb.dev-server.port=1", "tidb.devserver.port=1", "tidb.ssl.mode=required", "tidb.health.timeout=1s",
			"tidb=1", "tidb.clients.reporting.host=h", "tidb.clients.reporting.hikari.maximumPoolSize=1",
			"tidb.clients.my-client.driver-properties.connectTimeout=1",
			"tidb.clients.reporting.hikari.password=refused", "tidb.clients.reporting.ssl=", "tidbx.pasword=1",
			"management.health.tidb.enabled=true" })
	void whenANameIsOneThenNothingIsSaid(String name, CapturedOutput output) {
		start("--" + name);
		assertThat(lines(output)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "jdbcUrl", "driver-class-name", "data-source-properties.a" })
	void whenAPropertyEndsTheStartThenItIsNotCalledIgnored(String name, CapturedOutput output) {
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> start("--tidb.hikari." + name + "=geheim"))
			.havingRootCause()
			.isInstanceOf(InvalidConnectionSettingException.class);
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenNothingIsSimilarThenOnlyTheNameIsSaid(CapturedOutput output) {
		start("--tidb.colour-of-the-sky=geheim");
		assertThat(lines(output)).singleElement()
			.asString()
			.contains(LINE + "tidb.colour-of-the-sky (")
			.doesNotContain("did you mean");
	}

	@Test
	void whenSeveralAreUnknownThenOneLineNamesThem(CapturedOutput output) {
		start("--tidb.hots=h", "--tidb.pasword=geheim");
		assertThat(lines(output)).singleElement().asString().contains("tidb.hots (").contains("tidb.pasword (");
	}

	@Test
	void whenTheEnvironmentHasNamesOfOthersThenNothingIsSaidAndNothingFails(CapturedOutput output) {
		SpringApplication application = application();
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("TIDB_SERVICE_HOST", "10.0.0.1", "TIDB_SERVICE_PORT", "4000",
									"TIDB_PORT_4000_TCP_ADDR", "10.0.0.1", "TIDB_PASWORD", "geheim")));
		application.setEnvironment(environment);
		application.run().close();
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenASystemPropertyIsLikeOneThenItIsNamedAndOthersAreNot(CapturedOutput output) {
		SpringApplication application = application();
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
					new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
							Map.of("tidb.pasword", "geheim", "tidb.release-of-the-build", "8.5")));
		application.setEnvironment(environment);
		application.run().close();
		assertThat(lines(output)).singleElement()
			.asString()
			.contains("tidb.pasword")
			.contains("did you mean tidb.password?")
			.doesNotContain("release-of-the-build");
	}

	@Test
	void whenTheStartFailsThenItHasBeenSaid(CapturedOutput output) {
		SpringApplication application = application();
		application.addInitializers((context) -> context
			.addBeanFactoryPostProcessor((beanFactory) -> beanFactory.registerSingleton("before", "x")));
		try {
			application.run("--tidb.pasword=geheim", "--tidb.port=none").close();
		}
		catch (RuntimeException ex) {
			assertThat(lines(output)).hasSize(1);
			return;
		}
		throw new AssertionError("The application has started");
	}

	private static void start(String... arguments) {
		application().run(arguments).close();
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	private static List<String> lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("are unknown")).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TiDBDataSourceAutoConfiguration.class, TiDBAutoConfiguration.class,
			TiDBPropertyDiagnosticsAutoConfiguration.class })
	static class Application {

	}

}
