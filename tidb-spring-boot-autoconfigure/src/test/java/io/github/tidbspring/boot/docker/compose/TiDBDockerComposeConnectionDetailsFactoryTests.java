package io.github.tidbspring.boot.docker.compose;

import java.util.Map;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.devserver.TiDBDevServerAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.BDDMockito;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which {@code DataSource} a service of Docker Compose makes. The services are mocks;
 * what Boot does with them is real.
 */
class TiDBDockerComposeConnectionDetailsFactoryTests {

	private static final String PARAMETERS = "org.springframework.boot.jdbc.parameters";

	private static final String SERVICE_CONNECTION = "org.springframework.boot.service-connection";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				TiDBDevServerAutoConfiguration.class, DataSourceAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "pingcap/tidb:v8.5.3,", "pingcap/tidb,", "docker.io/pingcap/tidb:latest,",
			"registry.example.org/team/database:1, tidb", "registry.example.org/mirror/pingcap/tidb, pingcap/tidb" })
	void whenServiceIsTiDBByItsImageOrLabelThenItIsTheOnlyDataSource(String image, String label) {
		Map<String, String> labels = (label != null) ? Map.of(SERVICE_CONNECTION, label) : Map.of();
		run(tidb(image, labels), "tidb.hikari.maximum-pool-size=3", (dataSource) -> {
			assertThat(dataSource.getJdbcUrl()).isEqualTo("jdbc:mysql://docker.example.org:32768/test");
			assertThat(dataSource.getUsername()).isEqualTo("root");
			assertThat(dataSource.getPassword()).isNull();
			assertThat(dataSource.getMaximumPoolSize()).isEqualTo(3);
		});
	}

	@Test
	void whenPropertiesSayAnotherPlaceThenTheServiceWins() {
		run(tidb("pingcap/tidb", Map.of()), "tidb.host=tidb.example.org",
				(dataSource) -> assertThat(dataSource.getJdbcUrl())
					.isEqualTo("jdbc:mysql://docker.example.org:32768/test"));
	}

	@Test
	void whenServiceHasJdbcParametersThenTheyAreHonoured() {
		run(tidb("pingcap/tidb", Map.of(PARAMETERS, "user=app&password=geheim&sslMode=REQUIRED&connectTimeout=1234")),
				"tidb.password=ignored", (dataSource) -> {
					assertThat(dataSource.getUsername()).isEqualTo("app");
					assertThat(dataSource.getPassword()).isEqualTo("geheim");
					assertThat(dataSource.getJdbcUrl()).doesNotContain("geheim");
					assertThat(dataSource.getDataSourceProperties()).containsEntry("sslMode", "REQUIRED")
						.containsEntry("connectTimeout", "1234");
				});
	}

	@Test
	void whenHostIsAnAddressOfIpv6ThenItStandsInBrackets() {
		RunningService service = tidb("pingcap/tidb", Map.of());
		BDDMockito.given(service.host()).willReturn("fd00::1");
		run(service, "tidb.port=1",
				(dataSource) -> assertThat(dataSource.getJdbcUrl()).isEqualTo("jdbc:mysql://[fd00::1]:32768/test"));
	}

	@Test
	void whenServiceIsIgnoredByItsLabelThenItMakesNothing() {
		this.contextRunner.withPropertyValues("tidb.host=tidb.example.org")
			.withInitializer((context) -> ComposeServices.ready(context,
					tidb("pingcap/tidb", Map.of(SERVICE_CONNECTION, "something-else"))))
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
				.isEqualTo("jdbc:mysql://tidb.example.org:4000/test"));
	}

	@Test
	void whenThereIsAServiceOfAnotherDatabaseThenTiDBIsForTheClientOnly() {
		// MySQL, because its driver is here and loaded with the DataSource.
		RunningService mysql = ComposeServices.service("db", "mysql:9", 3306, 32769, Map.of());
		this.contextRunner
			.withInitializer((context) -> ComposeServices.ready(context, tidb("pingcap/tidb", Map.of()), mysql))
			.run((context) -> {
				HikariDataSource boots = (HikariDataSource) context.getBean(DataSource.class);
				assertThat(boots.getJdbcUrl()).isEqualTo("jdbc:mysql://docker.example.org:32769/shop");
				HikariDataSource tidb = (HikariDataSource) context.getBean(TiDBClient.class).dataSource();
				assertThat(tidb.getJdbcUrl()).isEqualTo("jdbc:mysql://docker.example.org:32768/test");
				assertThat(context).hasSingleBean(JdbcConnectionDetails.class)
					.hasSingleBean(TiDBConnectionDetails.class)
					.doesNotHaveBean(TiDBDevServer.class);
			});
	}

	private RunningService tidb(String image, Map<String, String> labels) {
		return ComposeServices.service("tidb", image, 4000, 32768, labels);
	}

	private void run(RunningService service, String property, Consumer<HikariDataSource> assertions) {
		this.contextRunner.withPropertyValues(property)
			.withInitializer((context) -> ComposeServices.ready(context, service))
			.run((context) -> {
				assertThat(context.getBeanNamesForType(DataSource.class)).containsExactly("tidbDataSource");
				assertThat(context).doesNotHaveBean(TiDBDevServer.class);
				HikariDataSource dataSource = context.getBean(HikariDataSource.class);
				assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(dataSource);
				assertions.accept(dataSource);
			});
	}

}
