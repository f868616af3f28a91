package io.github.tidbspring.boot.diagnostics;

import java.util.Arrays;
import java.util.Map;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a person sees when the application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	private static final String NOT_STARTED = "APPLICATION FAILED TO START";

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"tidb.database-url=postgres://me:topsecret@h/test | The property 'tidb.database-url' cannot be used: the scheme",
			"tidb.database-url=mysql://me:topsecret@h:70000/t | the port is not a number from 1 to 65535",
			"tidb.database-url=mysql://me:topsecret@h/t?ssl_peer=1 | the parameter ssl_peer is unknown; accepted are ssl_verify_cert",
			"tidb.ssl.bundle=nowhere | The property 'tidb.ssl.bundle' cannot be used: there is no SSL bundle named 'nowhere'",
			"tidb.ssl.ca-certificate=nowhere.pem | the CA file 'nowhere.pem' does not exist",
			"tidb.port=port | The property 'tidb.port' has the value 'port', which is not a number from 1 to 65535",
			"tidb.port=70000 | The property 'tidb.port' cannot be used: 70000 is not a number from 1 to 65535",
			"tidb.host=bad host | The property 'tidb.host' cannot be used", "tidb.ssl.mode=perhaps | tidb.ssl.mode" })
	void whenPropertyIsBadThenTheStartFailsWithASentence(String property, String sentence, CapturedOutput output) {
		fails(new SpringApplication(Application.class), "--" + property, "--tidb.username=me");
		assertThat(output).contains(NOT_STARTED).contains(sentence).doesNotContain("topsecret").doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.ssl.bundle.jks.db.truststore.location=file:nowhere.jks",
			"spring.ssl.bundle.jks.db.truststore.location=file:pom.xml",
			"spring.ssl.bundle.pem.db.truststore.certificate=file:nowhere.pem",
			"spring.ssl.bundle.pem.db.truststore.certificate=file:pom.xml",
			"spring.ssl.bundle.pem.db.keystore.private-key=topsecret" })
	void whenBundleCannotBeLoadedThenItsNameIsSaid(String property, CapturedOutput output) {
		fails(new SpringApplication(Application.class), "--tidb.ssl.bundle=db", "--" + property);
		assertThat(output).contains(NOT_STARTED)
			.contains("The property 'tidb.ssl.bundle' cannot be used: the SSL bundle 'db' cannot be loaded")
			.doesNotContain("topsecret")
			.doesNotContain("\tat ");
	}

	@Test
	void whenHostAndUrlAreSetThenBothAreNamed(CapturedOutput output) {
		fails(new SpringApplication(Application.class), "--tidb.host=h",
				"--tidb.database-url=mysql://me:topsecret@h/test");
		assertThat(output).contains(NOT_STARTED)
			.contains("The property 'tidb.database-url' cannot be used: it cannot be combined with the setting host")
			.doesNotContain("topsecret");
	}

	@Test
	void whenKubernetesSetsThePortThenTheServiceLinkIsNamed(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Application.class);
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("TIDB_PORT", "tcp://10.0.0.1:4000", "TIDB_SERVICE_HOST", "10.0.0.1",
									"TIDB_PORT_4000_TCP_ADDR", "10.0.0.1")));
		application.setEnvironment(environment);
		fails(application);
		assertThat(output).contains(NOT_STARTED)
			.contains("'tcp://10.0.0.1:4000'")
			.contains("Kubernetes")
			.contains("enableServiceLinks: false");
	}

	@Test
	void whenTwoDataSourcesLeaveNoClientThenTheyAreNamed(CapturedOutput output) {
		fails(new SpringApplication(Application.class, TwoDataSources.class, NeedsClient.class));
		assertThat(output).contains(NOT_STARTED)
			.contains("2 DataSource beans and none of them is chosen for it: one, two")
			.contains("@TiDBDataSource")
			.contains("@Primary");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"tidb.clients.reporting.host=bad host | The property 'tidb.clients.reporting.host' cannot be used",
			"tidb.clients.reporting.database-url=postgres://me:topsecret@h/test | The property 'tidb.clients.reporting.database-url' cannot be used: the scheme",
			"tidb.clients.reporting.port=port | The property 'tidb.clients.reporting.port' has the value 'port', which is not a number from 1 to 65535",
			"tidb.clients.reporting.port=tcp://10.0.0.1:4000 | TIDB_CLIENTS_REPORTING_PORT like that for a Service named 'tidb-clients-reporting'",
			"tidb.clients.my-client.host=a,tidb.clients.myClient.host=b | The property 'tidb.clients.myClient' cannot be used: it is the same client as tidb.clients.my-client",
			"tidb.clients.[my client].host=a | The property 'tidb.clients.[my client]' cannot be used: the name of a client begins with a letter" })
	void whenPropertyOfANamedClientIsBadThenItIsNamed(String properties, String sentence, CapturedOutput output) {
		fails(new SpringApplication(Application.class),
				Arrays.stream(properties.split(",")).map((property) -> "--" + property).toArray(String[]::new));
		assertThat(output).contains(NOT_STARTED).contains(sentence).doesNotContain("topsecret").doesNotContain("\tat ");
	}

	@Test
	void whenThereAreNamedClientsOnlyThenTheMissingQualifierIsSaid(CapturedOutput output) {
		fails(new SpringApplication(Application.class, NeedsClient.class),
				"--tidb.clients.reporting.host=r.example.org", "--tidb.clients.archive.host=a.example.org");
		assertThat(output).contains(NOT_STARTED)
			.contains("the client of tidb.clients.archive.* (@Qualifier(\"archive\")) and the client of "
					+ "tidb.clients.reporting.* (@Qualifier(\"reporting\")) are injected only where")
			.contains("Add the qualifier to the parameter or field, or set tidb.host");
	}

	private static void fails(SpringApplication application, String... arguments) {
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = { "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
					"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
					"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration" })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		DataSource one() {
			return new DriverManagerDataSource("jdbc:h2:mem:one");
		}

		@Bean
		DataSource two() {
			return new DriverManagerDataSource("jdbc:h2:mem:two");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsClient {

		@Bean
		String greeting(TiDBClient client) {
			return "Hello " + client;
		}

	}

}
