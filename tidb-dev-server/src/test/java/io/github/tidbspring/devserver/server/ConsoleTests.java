package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleTests {

	@Test
	void whenTheEndIsAwaitedThenAllThatWasWrittenIsRead() throws Exception {
		PipedInputStream output = new PipedInputStream();
		PipedOutputStream words = new PipedOutputStream(output);
		Console console = new Console(output, "test");
		Thread late = new Thread(() -> {
			try (words) {
				Thread.sleep(200);
				words.write("its last words".getBytes(StandardCharsets.UTF_8));
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		late.start();
		console.awaitEnd(Duration.ofSeconds(30));
		assertThat(console.lastLines()).isEqualTo("its last words");
		late.join();
	}

	@Test
	void whenTheOutputStaysOpenThenItIsNotWaitedForLongerThanSaid() throws Exception {
		try (PipedInputStream output = new PipedInputStream();
				PipedOutputStream words = new PipedOutputStream(output)) {
			Console console = new Console(output, "test");
			words.write("so far\n".getBytes(StandardCharsets.UTF_8));
			words.flush();
			assertThat(console.said("so far")).succeedsWithin(Duration.ofSeconds(30));
			console.awaitEnd(Duration.ofMillis(50));
			assertThat(console.lastLines()).isEqualTo("so far");
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The program is a script of a shell")
	void whenAProcessHasEndedThenItsLastLinesAreThere(@TempDir Path folder) throws Exception {
		ServerProgram program = new ServerProgram("sh", List.of(), List.of("/bin/sh", "-c", "echo 'its last words'"),
				Map.of(), folder, null, "");
		for (int i = 0; i < 20; i++) {
			ServerProcess process = ServerProcess.start(program, null);
			while (process.handle().isAlive()) {
				Thread.onSpinWait();
			}
			assertThat(process.hasSaid("LAST WORDS")).isTrue();
			assertThat(process.lastLines()).endsWith("its last words");
		}
	}

}
