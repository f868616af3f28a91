package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BinariesLocator}.
 */
@DisabledOnOs(OS.WINDOWS)
class BinariesLocatorTests {

	private static final Platform UNSUPPORTED = new Platform("Linux", "aarch64");

	@TempDir
	private Path folder;

	private CacheDirectory cache;

	@BeforeEach
	void openCache() throws ServerException {
		this.cache = CacheDirectory.open(this.folder.resolve("cache"));
	}

	@Test
	void whenPlatformIsUnsupportedThenAlternativesAreNamed() {
		BinariesLocator locator = new BinariesLocator(this.cache, UNSUPPORTED, this.folder.toString());
		assertThatExceptionOfType(ServerException.class).isThrownBy(locator::locate)
			.withMessageContainingAll("Linux on aarch64", "mariadbd", "PATH", "Docker", "tiup playground",
					"tidbcloud.com");
	}

	@Test
	void whenPlatformIsUnsupportedThenInstalledServerIsUsed() throws Exception {
		install("mariadbd  Ver 11.8.2-MariaDB for Linux on aarch64");
		ServerBinaries binaries = new BinariesLocator(this.cache, UNSUPPORTED, this.folder.toString()).locate();
		assertThat(binaries.server()).isEqualTo(this.folder.resolve("mariadbd").toRealPath());
		assertThat(binaries.version()).isEqualTo("11.8.2");
		assertThat(binaries.serverCommand(this.folder)).noneMatch((argument) -> argument.startsWith("--basedir"));
	}

	@Test
	void whenInstalledServerIsTooOldThenItIsRefused() throws Exception {
		install("mariadbd  Ver 10.11.6-MariaDB for debian-linux-gnu on aarch64");
		BinariesLocator locator = new BinariesLocator(this.cache, UNSUPPORTED, this.folder.toString());
		assertThatExceptionOfType(ServerException.class).isThrownBy(locator::locate)
			.withMessageContaining("need MariaDB 11.1 or later");
	}

	private void install(String version) throws IOException {
		for (String name : new String[] { "mariadbd", "mariadb-install-db" }) {
			Path program = Files.writeString(this.folder.resolve(name), "#!/bin/sh\necho '" + version + "'\n");
			assertThat(program.toFile().setExecutable(true)).isTrue();
		}
	}

}
