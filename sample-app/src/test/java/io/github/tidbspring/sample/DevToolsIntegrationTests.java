package io.github.tidbspring.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that Boot's dev tools restart keeps its development server, and what is
 * in it.
 */
class DevToolsIntegrationTests {

	private static final Pattern START = Pattern.compile("START (\\d+), process (\\d+), rows (\\d+)");

	@TempDir
	private Path directory;

	@Test
	@Timeout(value = 120, unit = TimeUnit.SECONDS)
	void whenTheApplicationIsRestartedThenTheServerGoesOn() throws Exception {
		Path log = this.directory.resolve("application.log");
		Process process = new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("ended").isTrue();
			List<MatchResult> starts = START.matcher(readString(log)).results().toList();
			assertThat(starts).as(() -> text(log)).hasSize(3);
			assertThat(starts).extracting((start) -> start.group(1)).as("port").containsOnly(starts.get(0).group(1));
			assertThat(starts).extracting((start) -> start.group(3)).as("rows").containsExactly("0", "1", "2");
			assertThat(readString(log).lines().filter((line) -> line.endsWith(", for development and tests")))
				.as("started")
				.hasSize(1);
			assertThat(readString(log)).doesNotContain("Exception", "WARN", "ERROR");
			assertThat(ProcessHandle.of(Long.parseLong(starts.get(0).group(2)))).as("the server's process").isEmpty();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static List<String> command() {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), "--enable-native-access=ALL-UNNAMED"));
		command.addAll(DevServerOfTheBuild.arguments());
		command.add(RestartedApplication.class.getName());
		return command;
	}

	private static String text(Path file) {
		try {
			return readString(file);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
