package io.github.tidbspring.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged application, started with what was made ahead of time.
 */
class AheadOfTimeIntegrationTests {

	private static final String TYPE = "tidb.dev-server.type";

	private static final String PRODUCT = "tidb".equals(System.getProperty(TYPE)) ? "TiDB"
			: "MariaDB, a stand-in for TiDB";

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	@Test
	@Timeout(value = 240, unit = TimeUnit.SECONDS)
	void theApplicationStartsAndItsDatabaseIsUp(@TempDir Path directory) throws Exception {
		Path log = directory.resolve("application.log");
		Process process = start(directory, log);
		try {
			int port = awaitPort(process, log);
			assertThat(Files.readString(log)).contains("Starting AOT-processed SampleApplication");
			assertThat(awaitReadiness(process, log, port)).contains("\"tidb\":{\"details\"")
				.startsWith("{\"components\"")
				.contains("\"status\":\"UP\"")
				.doesNotContain("DOWN");
			assertThat(get(port, "/api/server")).contains("\"product\":\"" + PRODUCT + "\"").contains("TLSv1.");
		}
		finally {
			process.destroy();
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
		}
	}

	private static Process start(Path directory, Path log) throws IOException {
		List<String> command = new ArrayList<>(List
			.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dspring.aot.enabled=true"));
		command.addAll(DevServerOfTheBuild.arguments());
		command.addAll(List.of("-jar", jar().toString(), "--server.port=0",
				"--tidb.dev-server.data-directory=" + directory.resolve("data")));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	private static Path jar() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			List<Path> jars = files.filter((file) -> file.getFileName().toString().endsWith(".jar")).toList();
			assertThat(jars).as("the packaged application; 'mvn verify' makes it").hasSize(1);
			return jars.get(0).toAbsolutePath();
		}
	}

	private static int awaitPort(Process process, Path log) {
		return Integer.parseInt(waitingFor(process, log)
			.until(() -> PORT.matcher(Files.readString(log)).results().findFirst(), Optional::isPresent)
			.orElseThrow()
			.group(1));
	}

	/** Until the model is loaded, the application is not live: that comes last. */
	private static String awaitReadiness(Process process, Path log, int port) {
		return waitingFor(process, log).until(() -> get(port, "/actuator/health"),
				(health) -> !health.contains("OUT_OF_SERVICE"));
	}

	private static ConditionFactory waitingFor(Process process, Path log) {
		return await().atMost(Duration.ofSeconds(200))
			.pollInterval(Duration.ofMillis(200))
			.failFast(() -> assertThat(process.isAlive())
				.as("The application ended by itself:%n%s", Files.readString(log))
				.isTrue());
	}

	private static String get(int port, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
	}

}
