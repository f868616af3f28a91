package io.github.tidbspring.devserver.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TiDBLocator} and {@link TiDBBinary}, with programs that only say what
 * they are.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The programs are shell scripts")
class TiDBLocatorTests {

	@TempDir
	private Path folder;

	private final Map<String, String> environment = new HashMap<>();

	private final Map<String, String> properties = new HashMap<>();

	@BeforeEach
	void haveAHome() {
		this.properties.put("user.home", this.folder.resolve("home").toString());
	}

	@Test
	void whenNothingIsThereThenNothingIsFound() throws Exception {
		this.environment.put("PATH", this.folder + File.pathSeparator + File.pathSeparator + "\0" + File.pathSeparator
				+ this.folder.resolve("missing"));
		assertThat(locate(null)).isNull();
	}

	@Test
	void whenSeveralAreThereThenTheNamedOneGoesFirst() throws Exception {
		Path named = tidb("named", "8.5.1");
		Path property = tidb("property", "8.5.2");
		Path variable = tidb("variable", "8.5.3");
		Path onPath = tidb("path", "8.5.4");
		Path ofTiUp = tidb("home/.tiup/components/tidb/v8.5.5", "8.5.5");
		this.properties.put("tidb.dev-server.tidb-binary", property.toString());
		this.environment.put("TIDB_SERVER_BINARY", " " + variable + "\n");
		this.environment.put("PATH", onPath.getParent().toString());
		assertThat(locate(named)).isEqualTo(new TiDBBinary(named.toRealPath(), new Product("TiDB", "8.5.1")));
		assertThat(version(null)).isEqualTo("8.5.2");
		this.properties.remove("tidb.dev-server.tidb-binary");
		assertThat(version(null)).isEqualTo("8.5.3");
		this.environment.put("TIDB_SERVER_BINARY", " ");
		assertThat(version(null)).isEqualTo("8.5.4");
		this.environment.remove("PATH");
		assertThat(version(null)).isEqualTo("8.5.5");
		assertThat(ofTiUp).exists();
	}

	@Test
	void whenTiUpHasSeveralThenTheNewestReleaseIsTaken() throws Exception {
		for (String version : new String[] { "v8.5.3", "v8.10.0", "v8.9.9", "v10.0.0-nightly", "v9.9.9-alpha",
				"nightly" }) {
			tidb("home/.tiup/components/tidb/" + version, version.substring(1));
		}
		Files.createDirectories(this.folder.resolve("home/.tiup/components/tidb/v99.0.0"));
		assertThat(version(null)).isEqualTo("8.10.0");
		tidb("elsewhere/components/tidb/v7.5.0", "7.5.0");
		this.environment.put("TIUP_HOME", this.folder.resolve("elsewhere").toString());
		assertThat(version(null)).isEqualTo("7.5.0");
	}

	@Test
	void whenTheNamedOneIsMissingThenNoOtherIsTaken() throws Exception {
		this.environment.put("PATH", tidb("path", "8.5.4").getParent().toString());
		this.environment.put("TIDB_SERVER_BINARY", this.folder.resolve("missing").toString());
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(null))
			.withMessageContainingAll(this.folder.resolve("missing").toString(), "TIDB_SERVER_BINARY");
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(this.folder))
			.withMessageContainingAll("is a directory", "tidb.dev-server.tidb-binary");
		Path plain = Files.writeString(this.folder.resolve("plain"), "no program");
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(plain))
			.withMessageContaining("cannot be executed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadbd  Ver 11.8.2-MariaDB", "", "Usage: something\n  -V  unknown" })
	void whenTheProgramIsAnotherThenItsAnswerIsShown(String answer) throws Exception {
		Path program = program("other/tidb-server", "echo '" + answer + "'");
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(program))
			.withMessageContaining("is no tidb-server: it answers -V with '" + answer.replaceAll("\\s+", " ") + "'");
	}

	@Test
	void whenTheProgramCannotBeStartedThenItSaysSo() throws Exception {
		Path program = Files.writeString(this.folder.resolve("tidb-server"), "#!/no/such/interpreter\n");
		assertThat(program.toFile().setExecutable(true)).isTrue();
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(program))
			.withMessageContaining("cannot be started")
			.withMessageContaining("operating system and processor");
	}

	private TiDBBinary locate(Path named) throws ServerException, InterruptedException {
		return new TiDBLocator(new Platform("Linux", "amd64"), this.environment::get, this.properties::get)
			.locate(named);
	}

	private String version(Path named) throws ServerException, InterruptedException {
		return locate(named).product().version();
	}

	private Path tidb(String where, String version) throws IOException {
		return program(where + "/tidb-server",
				"printf 'Release Version: v" + version + "\\nEdition: Community\\nStore: unistore\\n'");
	}

	private Path program(String name, String command) throws IOException {
		Path program = this.folder.resolve(name);
		Files.createDirectories(program.getParent());
		Files.writeString(program, "#!/bin/sh\n" + command + "\n");
		assertThat(program.toFile().setExecutable(true)).isTrue();
		return program;
	}

}
