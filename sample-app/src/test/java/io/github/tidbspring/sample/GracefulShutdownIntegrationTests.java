package io.github.tidbspring.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A web application that is closed while a request waits for the database.
 */
class GracefulShutdownIntegrationTests {

	@Test
	@Timeout(value = 60, unit = TimeUnit.SECONDS)
	void whenTheApplicationIsClosedThenARunningRequestIsAnswered() throws Exception {
		CompletableFuture<HttpResponse<String>> response;
		try (ConfigurableApplicationContext context = SpringApplication.run(SlowApplication.class, "--server.port=0",
				"--tidb.dev-server.data-directory=")) {
			URI uri = URI.create("http://127.0.0.1:%s/slow"
				.formatted(context.getEnvironment().getRequiredProperty("local.server.port")));
			response = HttpClient.newHttpClient()
				.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
			context.getBean(SlowController.class).running.await();
			assertThat(response).isNotDone();
		}
		assertThat(response.get().statusCode()).isEqualTo(200);
		assertThat(response.get().body()).isEqualTo("0 and 3");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ SlowController.class, StatementRecordingConfiguration.class })
	static class SlowApplication {

	}

	@RestController
	static class SlowController {

		final CountDownLatch running = new CountDownLatch(1);

		private final TiDBClient tidb;

		SlowController(TiDBClient tidb) {
			this.tidb = tidb;
		}

		@GetMapping("/slow")
		String slow() {
			this.running.countDown();
			int slept = this.tidb.sql("SELECT SLEEP(1.5)").query(Integer.class).single();
			// Another connection, perhaps, and one that is opened now.
			int dimensions = this.tidb.sql("SELECT VEC_DIMS('[1,2,3]')").query(Integer.class).single();
			return slept + " and " + dimensions;
		}

	}

}
