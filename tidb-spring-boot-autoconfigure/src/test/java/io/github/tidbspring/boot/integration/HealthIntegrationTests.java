package io.github.tidbspring.boot.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.health.TiDBHealthContributorAutoConfiguration;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The health while the server answers, is gone, refuses, or hangs.
 */
class HealthIntegrationTests {

	/** With a server of its own, because it closes it. */
	@Test
	void whenTheServerGoesAndComesBackThenItsHealthFollows() {
		TiDBDevServer server = TiDBDevServer.start();
		health(server.port(), server.password(), (indicator, password) -> {
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			server.close();
			Health down = indicator.health();
			assertThat(down.getStatus()).isEqualTo(Status.DOWN);
			assertThat(down.toString()).doesNotContain(password);
		});
	}

	@Test
	@ExtendWith(SharedDevServer.class)
	void whenThePasswordIsWrongThenTheHealthSaysSoWithoutIt(TiDBDevServer server) {
		health(server.port(), "wrong-password", (indicator, password) -> {
			Health down = indicator.health();
			assertThat(down.getStatus()).isEqualTo(Status.DOWN);
			assertThat(down.getDetails().get("error")).asString().contains("refused the user name or the password");
			assertThat(down.toString()).doesNotContain("wrong-password").doesNotContain("root");
		});
	}

	@Test
	@Timeout(value = 60, unit = TimeUnit.SECONDS)
	void whenTheServerTakesConnectionsAndIsSilentThenItIsDownInTime() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			health(silent.getLocalPort(), "p", (indicator, password) -> {
				Health down = indicator.health();
				assertThat(down.getStatus()).isEqualTo(Status.DOWN);
				assertThat(down.getDetails().get("error")).asString().contains("did not answer within 1000 ms");
			}, "tidb.health.timeout=1s");
		}
	}

	private static void health(int port, String password, BiConsumer<HealthIndicator, String> test,
			String... properties) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
					TiDBHealthContributorAutoConfiguration.class))
			.withPropertyValues("tidb.host=127.0.0.1", "tidb.port=" + port, "tidb.password=" + password,
					"tidb.hikari.connection-timeout=2000")
			.withPropertyValues(properties)
			.run((context) -> test.accept(context.getBean("tidbHealthContributor", HealthIndicator.class), password));
	}

}
