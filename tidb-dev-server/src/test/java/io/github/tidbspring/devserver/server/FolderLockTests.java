package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FolderLock}.
 */
class FolderLockTests {

	@TempDir
	private Path folder;

	@Test
	void whenLockIsTakenThenNobodyElseGetsItUntilItIsReleased() throws IOException {
		Path file = this.folder.resolve("lock");
		try (FolderLock lock = FolderLock.tryLock(file)) {
			assertThat(lock).isNotNull();
			assertThat(FolderLock.tryLock(file)).isNull();
		}
		assertThat(file).doesNotExist();
		try (FolderLock lock = FolderLock.tryLock(file)) {
			assertThat(lock).isNotNull();
		}
	}

}
