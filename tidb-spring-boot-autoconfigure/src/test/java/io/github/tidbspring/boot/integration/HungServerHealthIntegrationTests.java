package io.github.tidbspring.boot.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The healths {@code tidb} and {@code db} of a server that takes connections and says
 * nothing.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HungServerHealthIntegrationTests {

	private ServerSocket silent;

	@BeforeEach
	void open() throws IOException {
		this.silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
	}

	@AfterEach
	void close() throws IOException {
		this.silent.close();
	}

	@Test
	void whenTheServerHangsThenBothTogetherAnswerWithinTheBound() {
		runner("tidb.host=127.0.0.1").run((context) -> {
			long begin = System.nanoTime();
			Health db = health(context.getBean("dbHealthContributor"));
			Health tidb = health(context.getBean("tidbHealthContributor"));
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
			assertThat(db.getStatus()).isEqualTo(Status.DOWN);
			assertThat(tidb.getStatus()).isEqualTo(Status.DOWN);
			assertThat(db.getDetails().get("error")).asString().contains("did not answer within 1500 ms");
		});
	}

	@Test
	void whenTheHealthTidbIsOffThenDbIsBoundedAllTheSame() {
		runner("tidb.host=127.0.0.1", "management.health.tidb.enabled=false").run((context) -> {
			long begin = System.nanoTime();
			assertThat(health(context.getBean("dbHealthContributor")).getStatus()).isEqualTo(Status.DOWN);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
			assertThat(context).doesNotHaveBean("tidbHealthContributor");
		});
	}

	@Test
	void whenTiDBStandsBesideAnotherThenItsPartOfDbIsBoundedAndTheOthersStays() {
		runner("tidb.host=127.0.0.1", "spring.datasource.url=jdbc:h2:mem:hung").run((context) -> {
			CompositeHealthContributor db = (CompositeHealthContributor) context.getBean("dbHealthContributor");
			long begin = System.nanoTime();
			assertThat(health(db.getContributor("tidbDataSource")).getStatus()).isEqualTo(Status.DOWN);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
			assertThat(db.getContributor("dataSource")).isInstanceOf(DataSourceHealthIndicator.class);
		});
	}

	@Test
	void whenTheDataSourceIsTheApplicationsThenDbIsSpringBoots() {
		runner("tidb.host=127.0.0.1")
			.withBean("tidbDataSource", DataSource.class, () -> new DriverManagerDataSource("jdbc:h2:mem:own"))
			.run((context) -> assertThat(context.getBean("dbHealthContributor"))
				.isInstanceOf(DataSourceHealthIndicator.class));
	}

	@Test
	void whenTheHealthIsTheApplicationsThenItStays() {
		HealthIndicator own = () -> Health.up().build();
		runner("tidb.host=127.0.0.1").withBean("dbHealthContributor", HealthContributor.class, () -> own)
			.run((context) -> assertThat(context.getBean("dbHealthContributor")).isSameAs(own));
	}

	private ApplicationContextRunner runner(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
					DataSourceAutoConfiguration.class, DataSourceHealthContributorAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(healths()))
			.withPropertyValues(properties)
			.withPropertyValues("tidb.port=" + this.silent.getLocalPort(), "tidb.health.timeout=1500ms");
	}

	/** All healths of ours that there are. */
	private static Class<?>[] healths() {
		return java.util.stream.Stream
			.of("TiDBHealthContributorAutoConfiguration", "TiDBDatabaseHealthAutoConfiguration")
			.map((name) -> "io.github.tidbspring.boot.autoconfigure.health." + name)
			.filter((name) -> ClassUtils.isPresent(name, null))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new);
	}

	private static Health health(Object contributor) {
		return ((HealthIndicator) contributor).health();
	}

}
