package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ProcessRecord}. Each of them would end this JVM if it failed.
 */
class ProcessRecordTests {

	@TempDir
	private Path folder;

	@Test
	void whenProcessIdWasGivenToAnotherProgramThenThatLives() throws Exception {
		ProcessRecord record = new ProcessRecord(this.folder);
		record.write(ProcessHandle.current(), List.of(this.folder.resolve("mariadbd").toString(), "--a", "b"));
		record.endProcess();
		assertThat(ProcessHandle.current().isAlive()).isTrue();
	}

	@Test
	void whenProcessIdWasGivenToALaterProcessThenThatLives() throws Exception {
		Files.writeString(this.folder.resolve("server.properties"),
				"pid=" + ProcessHandle.current().pid() + "\nstarted=" + Instant.EPOCH.toString().replace(":", "\\:")
						+ "\nexecutable=" + ProcessHandle.current().info().command().orElse(""));
		new ProcessRecord(this.folder).endProcess();
		assertThat(ProcessHandle.current().isAlive()).isTrue();
	}

	@Test
	void whenRecordIsDamagedOrMissingThenNothingHappens() throws Exception {
		ProcessRecord record = new ProcessRecord(this.folder);
		assertThatNoException().isThrownBy(record::endProcess);
		for (String text : new String[] { "", "pid=x\n", "pid=\\u00zz\n", "pid\u0000",
				"pid=" + ProcessHandle.current().pid() + "\nstarted=yesterday\nexecutable=java\n" }) {
			Files.writeString(this.folder.resolve("server.properties"), text);
			assertThat(record.endProcess()).isTrue();
		}
		assertThat(ProcessHandle.current().isAlive()).isTrue();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "It does not tell the arguments of a process")
	void whenTheJvmWasKilledBeforeItKnewTheProcessThenItsArgumentsTell() throws Exception {
		Process other = sleep("1001");
		Process announced = sleep("1002.25");
		try {
			ProcessRecord record = new ProcessRecord(this.folder);
			record.announce(List.of("sleep", "1002.25"));
			assertThat(record.endProcess()).isTrue();
			assertThat(announced.waitFor(5, TimeUnit.SECONDS)).isTrue();
			assertThat(other.isAlive()).isTrue();
			record.announce(List.of("sleep"));
			assertThat(record.endProcess()).isTrue();
			assertThat(other.isAlive()).isTrue();
		}
		finally {
			other.destroyForcibly();
			announced.destroyForcibly();
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "It has no such program")
	void whenTheProgramIsALinkOrWasDeletedThenItIsTheSame() throws Exception {
		Path program = Files.copy(Path.of("/bin/sleep").toRealPath(), this.folder.resolve("sleeper"));
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), program);
		Process process = new ProcessBuilder(link.toString(), "1003").start();
		try {
			ProcessRecord record = new ProcessRecord(this.folder);
			record.write(process.toHandle(), List.of(link.toString(), "other arguments"));
			Files.delete(program);
			assertThat(record.endProcess()).isTrue();
			assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static Process sleep(String time) throws IOException {
		return new ProcessBuilder("sleep", time).start();
	}

}
