package io.github.tidbspring.devserver.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
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
		Files.writeString(this.folder.resolve("server.properties"), "pid=x\n");
		assertThatNoException().isThrownBy(record::endProcess);
	}

}
