package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.boot.autoconfigure.OwnDataSources.AnotherDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.OneDataSource;
import io.github.tidbspring.boot.autoconfigure.devserver.TiDBDevServerAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line that names the properties without effect.
 */
@ExtendWith(OutputCaptureExtension.class)
class IneffectivePropertiesTests {

	private static final String LINE = "These properties have no effect: ";

	private static final String OWN_DATA_SOURCE = " (the application has a DataSource of its own)";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				TiDBDevServerAutoConfiguration.class, TiDBPropertyDiagnosticsAutoConfiguration.class,
				DataSourceAutoConfiguration.class));

	@Test
	void whenAllPropertiesHaveAnEffectThenNothingIsSaid(CapturedOutput output) {
		run("tidb.host=tidb.example.org", "tidb.password=geheim", "tidb.ensure-database=true",
				"tidb.hikari.maximum-pool-size=3", "tidb.driver-properties.connectTimeout=1",
				"tidb.dev-server.enabled=false");
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenUserDefinesDataSourceThenAllPropertiesOfOursAreNamed(CapturedOutput output) {
		run(OneDataSource.class, "tidb.host=tidb.example.org", "tidb.password=geheim", "tidb.database=notes",
				"tidb.ssl.mode=required", "tidb.ensure-database=true", "tidb.hikari.maximum-pool-size=3",
				"tidb.driver-properties.connectTimeout=1");
		assertThat(lines(output)).singleElement()
			.asString()
			.contains(" INFO ")
			.endsWith(LINE + "tidb.database, tidb.driver-properties.connecttimeout, tidb.ensure-database, "
					+ "tidb.hikari.maximum-pool-size, tidb.host, tidb.password, tidb.ssl.mode" + OWN_DATA_SOURCE);
		assertThat(output).doesNotContain("geheim").doesNotContain("tidb.example.org");
	}

	@Test
	void whenTheDataSourceIsThatOfTheParentContextThenNothingIsSaid(CapturedOutput output) {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues("tidb.host=tidb.example.org",
				"spring.datasource.hikari.maximum-pool-size=3");
		runner.run((parent) -> {
			String before = output.toString();
			runner.withParent(parent).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(DataSource.class)).isSameAs(parent.getBean(DataSource.class));
			});
			assertThat(output.toString().substring(before.length())).doesNotContain(OWN_DATA_SOURCE);
		});
	}

	@Test
	void whenUserDefinesDataSourceAndNoPropertyThenNothingIsSaid(CapturedOutput output) {
		run(OneDataSource.class, "tidb.password=");
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenTwoDataSourcesLeaveNoClientThenPropertiesAreNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OneDataSource.class, AnotherDataSource.class)
			.withPropertyValues("tidb.host=tidb.example.org")
			.run((context) -> assertThat(context).doesNotHaveBean(TiDBClient.class));
		assertThat(lines(output)).singleElement().asString().endsWith(LINE + "tidb.host" + OWN_DATA_SOURCE);
	}

	@Test
	void whenBootsUrlIsUsedThenPropertiesThatAloneMakeNoConnectionAreNamed(CapturedOutput output) {
		run("spring.datasource.url=jdbc:h2:mem:boot", "tidb.port=4001", "tidb.hikari.maximum-pool-size=3");
		assertThat(lines(output)).singleElement()
			.asString()
			.endsWith(LINE + "tidb.hikari.maximum-pool-size, tidb.port" + OWN_DATA_SOURCE);
	}

	@Test
	void whenTiDBStandsBesideBootsUrlThenNothingIsSaid(CapturedOutput output) {
		run("spring.datasource.url=jdbc:h2:mem:boot", "tidb.host=tidb.example.org");
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenConnectionDetailsReplacePropertiesThenOnlyThoseOfTheConnectionAreNamed(CapturedOutput output) {
		run(Details.class, "tidb.host=tidb.example.org", "tidb.ssl.bundle=ca", "tidb.ensure-database=true",
				"tidb.hikari.maximum-pool-size=3");
		assertThat(lines(output)).singleElement()
			.asString()
			.endsWith(LINE + "tidb.host, tidb.ssl.bundle (a TiDBConnectionDetails bean, "
					+ "such as that of a container, replaces them)");
	}

	@Test
	void whenNoDevelopmentServerIsStartedThenItsPropertiesAreNamed(CapturedOutput output) {
		run("tidb.host=tidb.example.org", "tidb.dev-server.enabled=true", "tidb.dev-server.port=4001");
		assertThat(lines(output)).singleElement()
			.asString()
			.endsWith(
					LINE + "tidb.dev-server.enabled, tidb.dev-server.port (no development server is started by them)");
	}

	@Test
	void whenTheMachineNamesATiDBThenNothingIsSaidOfItUnlessTheApplicationDoesSoToo(CapturedOutput output) {
		this.contextRunner.withSystemProperties("tidb.dev-server.type=tidb", "tidb.dev-server.tidb-binary=tidb-server")
			.withPropertyValues("tidb.host=tidb.example.org")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(lines(output)).isEmpty();
		run("tidb.host=tidb.example.org", "tidb.dev-server.type=tidb", "tidb.dev-server.tidb-binary=tidb-server");
		assertThat(lines(output)).singleElement()
			.asString()
			.endsWith(LINE
					+ "tidb.dev-server.tidb-binary, tidb.dev-server.type (no development server is started by them)");
	}

	@Test
	void whenThereAreSeveralReasonsThenTheyShareTheLine(CapturedOutput output) {
		run(OneDataSource.class, "tidb.host=tidb.example.org", "tidb.dev-server.data-directory=target/nothing");
		assertThat(lines(output)).singleElement()
			.asString()
			.endsWith(LINE + "tidb.host" + OWN_DATA_SOURCE
					+ "; tidb.dev-server.data-directory (no development server is started by them)");
	}

	@Test
	void whenUserDefinesClientOnOurDataSourceThenNothingIsSaid(CapturedOutput output) {
		run(ClientOnOurs.class, "tidb.host=tidb.example.org");
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenPlaceholderHasNoValueThenTheNameIsNamedAllTheSame(CapturedOutput output) {
		run(OneDataSource.class, "tidb.password=${NO_SUCH_PASSWORD}");
		assertThat(lines(output)).singleElement().asString().endsWith(LINE + "tidb.password" + OWN_DATA_SOURCE);
	}

	@Test
	void whenBeansAreLazyThenTheLineIsSaidAllTheSame(CapturedOutput output) {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(OneDataSource.class)
			.withPropertyValues("tidb.host=tidb.example.org")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(lines(output)).hasSize(1);
	}

	private void run(String... properties) {
		run(Nothing.class, properties);
	}

	private void run(Class<?> configuration, String... properties) {
		this.contextRunner.withUserConfiguration(configuration)
			.withPropertyValues(properties)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TiDBDevServer.class));
	}

	private static List<String> lines(CapturedOutput output) {
		return Arrays.stream(output.toString().split("\\R")).filter((line) -> line.contains("no effect")).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class Details {

		@Bean
		TiDBConnectionDetails details() {
			return () -> ConnectionSettings.builder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClientOnOurs {

		@Bean
		TiDBClient client(DataSource dataSource) {
			return TiDBClient.create(dataSource);
		}

	}

}
