package io.github.tidbspring.boot.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties that were meant for TiDB's {@code DataSource} and are of another, or have a
 * name that the environment does not have.
 */
@ExtendWith(OutputCaptureExtension.class)
class PropertiesOfOthersTests {

	@Test
	void whenBootsPropertiesStandBesideAHostThenTheyAreNamedAndNotTheirValues(CapturedOutput output) {
		start(Map.of(), "--tidb.host=h", "--spring.datasource.hikari.maximum-pool-size=3",
				"--spring.datasource.username=geheim", "--spring.datasource.password=geheim",
				"--spring.datasource.url=", "--spring.datasource.connection-fetch=lazy")
			.close();
		assertThat(lines(output)).singleElement()
			.asString()
			.contains(" INFO ")
			.contains("spring.datasource.connection-fetch, spring.datasource.hikari.maximum-pool-size, "
					+ "spring.datasource.password, spring.datasource.username (TiDB's DataSource is configured by tidb.*")
			.doesNotContain("spring.datasource.url")
			.doesNotContain("geheim");
	}

	@Test
	void whenBootsPropertiesAreInTheEnvironmentThenTheyAreNamedAsTheyAreThere(CapturedOutput output) {
		start(Map.of("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", "3", "SPRING_DATASOURCE_PASSWORD", "geheim"),
				"--tidb.host=h")
			.close();
		assertThat(lines(output)).singleElement()
			.asString()
			.contains("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE, SPRING_DATASOURCE_PASSWORD (TiDB's DataSource")
			.doesNotContain("geheim");
	}

	@Test
	void whenBootsDataSourceIsThereTooThenItsPropertiesHaveAnEffect(CapturedOutput output) {
		start(Map.of(), "--tidb.host=h", "--spring.datasource.url=jdbc:h2:mem:others",
				"--spring.datasource.hikari.maximum-pool-size=3")
			.close();
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenTheEnvironmentHasTheDriversPropertiesByAWrongNameThenTheRightOneIsSaid(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(
				Map.of("TIDB_DRIVER_PROPERTIES_CONNECTTIMEOUT", "77", "TIDB_HOST", "h"))) {
			assertThat(connectTimeout(context)).isNotEqualTo("77");
		}
		assertThat(lines(output)).singleElement()
			.asString()
			.contains("TIDB_DRIVER_PROPERTIES_CONNECTTIMEOUT (the environment's name for tidb.driver-properties is "
					+ "TIDB_DRIVERPROPERTIES_");
	}

	@Test
	void whenTheEnvironmentHasTheDriversPropertiesByTheRightNameThenTheyTakeEffect(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(
				Map.of("TIDB_DRIVERPROPERTIES_CONNECTTIMEOUT", "77", "TIDB_HOST", "h"))) {
			assertThat(connectTimeout(context)).isEqualTo("77");
		}
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenTheUrlNamesNoDatabaseThenThatIsSaid(CapturedOutput output) {
		start(Map.of(), "--tidb.database-url=mysql://me:geheim@h:4000").close();
		assertThat(output).contains("The database URL names no database, so the connections have none")
			.contains("set tidb.database")
			.doesNotContain("geheim");
	}

	@Test
	void whenTheDatabaseStandsBesideTheUrlThenNothingIsSaid(CapturedOutput output) {
		start(Map.of(), "--tidb.database-url=mysql://me:geheim@h:4000", "--tidb.database=notes").close();
		assertThat(output).doesNotContain("names no database");
	}

	private static String connectTimeout(ConfigurableApplicationContext context) {
		return context.getBean(HikariDataSource.class).getDataSourceProperties().getProperty("connectTimeout");
	}

	private static ConfigurableApplicationContext start(Map<String, Object> variables, String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
		application.setEnvironment(environment);
		return application.run(arguments);
	}

	private static List<String> lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("have no effect")).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TiDBDataSourceAutoConfiguration.class, TiDBAutoConfiguration.class,
			TiDBPropertyDiagnosticsAutoConfiguration.class, DataSourceAutoConfiguration.class })
	static class Application {

	}

}
