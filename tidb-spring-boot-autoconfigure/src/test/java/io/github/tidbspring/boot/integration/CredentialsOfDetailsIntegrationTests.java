package io.github.tidbspring.boot.integration;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.health.TiDBHealthIndicator;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.ConnectionSettings.Credentials;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connection details may give credentials anew for each connection.
 */
@ExtendWith(SharedDevServer.class)
class CredentialsOfDetailsIntegrationTests {

	private static TiDBDevServer server;

	private final AtomicReference<Credentials> vault = new AtomicReference<>(
			Credentials.of(server.username(), server.password()));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class))
		.withBean(TiDBConnectionDetails.class,
				() -> () -> ConnectionSettings.builder()
					.host(server.host())
					.port(server.port())
					.credentials(this.vault::get)
					.build())
		// One connection: no other is on its way when all that are there are evicted.
		.withPropertyValues("tidb.ensure-database=true", "tidb.driver-properties.socketTimeout=30000",
				"tidb.hikari.connection-timeout=1000", "tidb.hikari.maximum-pool-size=1");

	@BeforeAll
	static void share(TiDBDevServer shared) {
		server = shared;
	}

	@Test
	void whenDetailsGiveCredentialsThenEachConnectionLogsInWithThem() {
		this.contextRunner.run((context) -> {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			assertThat(tidb.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			this.vault.set(Credentials.of("mallory", "topsecret"));
			context.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
			TiDBHealthIndicator health = new TiDBHealthIndicator(tidb, Duration.ofSeconds(10));
			assertThat(health.health()).satisfies((down) -> {
				assertThat(down.getStatus()).isEqualTo(Status.DOWN);
				assertThat(down.getDetails().toString()).contains("the server refused the user name or the password")
					.doesNotContain("mallory")
					.doesNotContain("topsecret");
			});
			this.vault.set(Credentials.of(server.username(), server.password()));
			assertThat(health.health().getStatus()).isEqualTo(Status.UP);
		});
	}

}
