package io.github.tidbspring.boot.integration;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBClientsAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.devserver.TiDBDevServerAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.health.TiDBDatabaseHealthAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.health.TiDBHealthContributorAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.TiDBConnectionException;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.github.tidbspring.client.observation.TiDBObservationConvention;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.metrics.DataSourcePoolMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Clients by properties with a server, and what the actuator shows of them.
 */
@ExtendWith(SharedDevServer.class)
class NamedClientsIntegrationTests {

	private final TiDBDevServer server;

	private final List<String> observed = new ArrayList<>();

	NamedClientsIntegrationTests(TiDBDevServer server) {
		this.server = server;
	}

	@BeforeEach
	@AfterEach
	void dropDatabase() {
		try (TiDBClient tidb = TiDBClient.create(this.server.wrap(dataSource()))) {
			tidb.databases().dropIfExists("named_reports");
		}
	}

	private DataSource dataSource() {
		return ConnectionSettings.builder()
			.host(this.server.host())
			.port(this.server.port())
			.username(this.server.username())
			.password(this.server.password())
			.database(null)
			.build()
			.toDataSource();
	}

	@Test
	void eachHasItsDatabaseItsHealthAndItsMetrics() {
		runner().withPropertyValues(defaultClient()).withPropertyValues(reporting()).run((context) -> {
			TiDBClient reporting = context.getBean("reportingTiDBClient", TiDBClient.class);
			assertThat(reporting.serverInfo().database()).isEqualTo("named_reports");
			assertThat(context.getBean("tidbClient", TiDBClient.class).serverInfo().database()).isEqualTo("test");
			for (String name : List.of("tidbClient", "reportingTiDBClient")) {
				Health health = health(context, "tidbHealthContributor", name);
				assertThat(health.getStatus()).as(name).isEqualTo(Status.UP);
				context.getBean(name, TiDBClient.class).inTransactionWithoutResult((tx) -> tx.sql("SELECT 1").query());
			}
			assertThat(health(context, "tidbHealthContributor", "reportingTiDBClient").getDetails())
				.containsEntry("database", "named_reports");
			for (String name : List.of("tidbDataSource", "reportingTiDBDataSource")) {
				assertThat(health(context, "dbHealthContributor", name).getStatus()).as(name).isEqualTo(Status.UP);
			}
			assertThat(tags(context, "hikaricp.connections", "pool")).contains("tidb", "tidb-reporting");
			assertThat(tags(context, "jdbc.connections.max", "name")).contains("tidb", "reportingTiDB");
			assertThat(this.observed).containsExactly("default", "reporting");
		});
	}

	@Test
	void whenThereIsNoDefaultThenOnlyTheOthersAreShown() {
		runner().withPropertyValues(reporting()).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeansOfType(TiDBDevServer.class)).isEmpty();
			assertThat(context.getBean("tidbHealthContributor", HealthIndicator.class).health().getStatus())
				.isEqualTo(Status.UP);
			assertThat(context.getBean("dbHealthContributor", CompositeHealthContributor.class)
				.stream()
				.map(CompositeHealthContributor.Entry::name)).containsExactly("reportingTiDBDataSource");
			assertThat(health(context, "dbHealthContributor", "reportingTiDBDataSource").getStatus())
				.isEqualTo(Status.UP);
		});
	}

	@Test
	void whenOneIsDownThenTheOtherIsUp() {
		runner().withPropertyValues(defaultClient())
			.withPropertyValues(reporting())
			.withPropertyValues("tidb.clients.reporting.password=wrong-password")
			.run((context) -> {
				assertThat(health(context, "tidbHealthContributor", "tidbClient").getStatus()).isEqualTo(Status.UP);
				assertThat(health(context, "tidbHealthContributor", "reportingTiDBClient").getStatus())
					.isEqualTo(Status.DOWN);
			});
	}

	@Test
	void whenOneConnectsOnStartThenItsFailureFailsTheStart() {
		ApplicationContextRunner runner = runner().withPropertyValues(defaultClient())
			.withPropertyValues(reporting())
			.withPropertyValues("tidb.clients.reporting.password=wrong-password");
		runner.run((context) -> assertThat(context).hasNotFailed());
		runner.withPropertyValues("tidb.clients.reporting.connect-on-start=true")
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(TiDBConnectionException.class));
	}

	@Test
	void whenTheApplicationHasAConventionThenTheClientIsAddedToIt() {
		TiDBObservationConvention own = new TiDBObservationConvention() {

			@Override
			public KeyValues getLowCardinalityKeyValues(TiDBObservationContext context) {
				return KeyValues.of("own", "yes");
			}

		};
		runner().withBean(TiDBObservationConvention.class, () -> own).withPropertyValues(reporting()).run((context) -> {
			context.getBean("reportingTiDBClient", TiDBClient.class)
				.inTransactionWithoutResult((tx) -> tx.sql("SELECT 1").query());
			assertThat(this.observed).containsExactly("reporting, own=yes");
		});
	}

	@Test
	void whenAClientHasNoServerThenItUsesTheDevelopmentServer() {
		runner().withBean("ownServer", TiDBDevServer.class, () -> this.server, (bean) -> bean.setDestroyMethodName(""))
			.withPropertyValues("tidb.clients.reporting.database=named_reports")
			.run((context) -> {
				TiDBClient reporting = context.getBean("reportingTiDBClient", TiDBClient.class);
				assertThat(reporting.serverInfo().database()).isEqualTo("named_reports");
				reporting.sql("CREATE TABLE vectors (id BIGINT PRIMARY KEY AUTO_RANDOM, v VECTOR(2))").update();
				assertThat(reporting.tables().list()).containsExactly("vectors");
				assertThat(context.getBean("tidbClient", TiDBClient.class).serverInfo().version())
					.isEqualTo(this.server.version());
			});
	}

	@Test
	void whenAConnectionIsUsedThatIsNoneThenTheSentenceIsTheCause() {
		runner().withPropertyValues(reporting())
			.run((context) -> assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
				.isThrownBy(() -> new JdbcTemplate(context.getBean(DataSource.class)).execute("SELECT 1"))
				.havingRootCause()
				.withMessageContaining("no default DataSource"));
	}

	private ApplicationContextRunner runner() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new Observed());
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBClientsAutoConfiguration.class,
					TiDBDataSourceAutoConfiguration.class, TiDBDevServerAutoConfiguration.class,
					TiDBHealthContributorAutoConfiguration.class, TiDBDatabaseHealthAutoConfiguration.class,
					DataSourceAutoConfiguration.class, DataSourceHealthContributorAutoConfiguration.class,
					MetricsAutoConfiguration.class, DataSourcePoolMetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withBean(ObservationRegistry.class, () -> registry);
	}

	private String[] defaultClient() {
		return new String[] { "tidb.host=" + this.server.host(), "tidb.port=" + this.server.port(),
				"tidb.password=" + this.server.password() };
	}

	private String[] reporting() {
		return new String[] { "tidb.clients.reporting.host=" + this.server.host(),
				"tidb.clients.reporting.port=" + this.server.port(),
				"tidb.clients.reporting.password=" + this.server.password(),
				"tidb.clients.reporting.database=named_reports", "tidb.clients.reporting.ensure-database=true" };
	}

	private static Health health(AssertableApplicationContext context, String contributor, String name) {
		return ((HealthIndicator) context.getBean(contributor, CompositeHealthContributor.class).getContributor(name))
			.health();
	}

	private static List<String> tags(AssertableApplicationContext context, String meter, String key) {
		return context.getBean(MeterRegistry.class)
			.find(meter)
			.meters()
			.stream()
			.map(Meter::getId)
			.map((id) -> id.getTag(key))
			.toList();
	}

	/** Keeps the client of each transaction, and the other tag of an own convention. */
	private final class Observed implements ObservationHandler<TiDBObservationContext> {

		@Override
		public void onStop(TiDBObservationContext context) {
			String own = (context.getLowCardinalityKeyValue("own") != null) ? ", own=yes" : "";
			NamedClientsIntegrationTests.this.observed
				.add(context.getLowCardinalityKeyValue("client").getValue() + own);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof TiDBObservationContext;
		}

	}

}
