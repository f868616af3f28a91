package io.github.tidbspring.devserver.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

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
			.withMessageContaining("is not a tidb-server: it answers -V with '" + answer.replaceAll("\\s+", " ") + "'");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "TiKV \nRelease Version:   8.5.3\nEdition:           Community\nRust Version:      rustc 1.77",
					"Release Version: v8.5.3\nEdition: Community\nGit Commit Hash: abc\nUTC Build Time:  2024-01-01",
					"Release Version: v8.5.3\nGit Commit Hash: abc\nGo Version: go1.23\nRace Enabled: false" })
	void whenTheProgramIsAnotherOfPingCapsThenItIsNoTiDB(String answer) throws Exception {
		Path program = program("other/server", "printf '" + answer + "\\n'");
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(program))
			.withMessageContainingAll(program.toString(), "is not a tidb-server: it answers -V with",
					"Release Version");
	}

	@ParameterizedTest
	@ValueSource(strings = { "v6.5.0", "v8.3.0", "v9.0.0-alpha-123-gabcdef", "v9.0.0-beta.2.pre", "None" })
	void whenItIsATiDBThenItsVersionIsWhatItSays(String version) throws Exception {
		Path program = program("tidb/tidb-server", "printf 'Release Version: " + version
				+ "\\nEdition: Community\\nRace Enabled: false\\nCheck Table Before Drop: false\\nStore: unistore\\n'");
		assertThat(version(program)).isEqualTo(version.replaceFirst("^v", ""));
	}

	@Test
	void whenTheProgramIsOneOfTheSystemsThenItIsNoTiDB() {
		for (String name : new String[] { "/bin/ls", "/bin/cat", "/bin/true", "/bin/sh" }) {
			Path program = Path.of(name);
			if (Files.isExecutable(program)) {
				assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(program))
					.withMessageContainingAll(name, "is not a tidb-server");
			}
		}
		if (Files.exists(Path.of("/dev/null"))) {
			assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(Path.of("/dev/null")))
				.withMessageContainingAll("/dev/null", "is not a file");
		}
	}

	@Test
	void whenTheProgramIsATextThenItIsNoTiDB() throws Exception {
		Path text = Files.writeString(this.folder.resolve("text"), "Release notes of TiDB\n");
		assertThat(text.toFile().setExecutable(true)).isTrue();
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(text))
			.withMessageContaining(text + " (from tidb.dev-server.tidb-binary)")
			.withMessageContaining("Linux on amd64");
	}

	@Test
	void whenTheProgramNeverAnswersThenItAndItsChildrenAreEnded() throws Exception {
		Path program = program("hanging", "sleep 1000 & echo $! > " + this.folder + "/child; wait");
		assertThatExceptionOfType(ServerException.class)
			.isThrownBy(() -> TiDBBinary.at(program, "a test", Duration.ofSeconds(1)))
			.withMessage(program + " (from a test) is not a tidb-server: it has not answered -V in 1 s");
		long child = Long.parseLong(Files.readString(this.folder.resolve("child")).strip());
		await().atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(child).isEmpty());
	}

	@Test
	@Timeout(20)
	void whenTheProgramAnswersWithoutAnEndThenTheBeginningIsEnough() throws Exception {
		Path endless = program("endless", "exec cat /dev/zero");
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(endless))
			.withMessageContaining("is not a tidb-server: it answers -V with ''");
	}

	@Test
	@Timeout(20)
	void whenAChildKeepsTheOutputOpenThenTheAnswerIsTaken() throws Exception {
		Path program = program("child/tidb-server", "sleep 3 & printf 'Release Version: v8.5.3\\nStore: unistore\\n'");
		assertThat(version(program)).isEqualTo("8.5.3");
	}

	@Test
	void whenThePathIsRelativeThenItIsNotLookedForOnThePath() throws Exception {
		Path here = Path.of("").toAbsolutePath();
		Path program = tidb("relative", "8.5.3");
		assertThat(locate(here.relativize(program)).path().normalize()).isEqualTo(program);
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(Path.of("sh")))
			.withMessageContaining("There is no " + here.resolve("sh"));
	}

	@Test
	void whenTheNamedPathIsEmptyThenNothingIsNamed() throws Exception {
		Path onPath = tidb("path", "8.5.4");
		this.environment.put("PATH", onPath.getParent().toString());
		this.properties.put("tidb.dev-server.tidb-binary", "");
		assertThat(locate(Path.of("")).path()).isEqualTo(onPath);
	}

	@Test
	void whenAProgramLooksAtItsOwnNameThenItKeepsThat() throws Exception {
		Path real = program("shims/manager", "case $0 in *tidb-server) "
				+ "printf 'Release Version: v8.5.3\\nStore: unistore\\n';; *) echo no such tool;; esac");
		Path link = Files.createSymbolicLink(this.folder.resolve("shims/tidb-server"), real);
		this.environment.put("PATH", link.getParent().toString());
		assertThat(locate(null)).isEqualTo(new TiDBBinary(link, new Product("TiDB", "8.5.3")));
	}

	@Test
	void whenTheOneOnThePathIsNoTiDBThenNoOtherIsTaken() throws Exception {
		tidb("home/.tiup/components/tidb/v8.5.5", "8.5.5");
		Path other = program("path/tidb-server", "echo something else");
		this.environment.put("PATH", this.folder.resolve("none") + "::" + other.getParent());
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> locate(null))
			.withMessageContainingAll(other + " (from the PATH)", "is not a tidb-server");
	}

	@Test
	void whenTiUpHasNothingUsableThenNothingIsFound() throws Exception {
		Path components = this.folder.resolve("home/.tiup/components/tidb");
		for (String version : new String[] { "v9.0.0-nightly", "nightly", "v8.5", "8.5.3", "v8.5.3-alpha", "latest" }) {
			tidb("home/.tiup/components/tidb/" + version, "8.5.3");
		}
		Files.createDirectories(components.resolve("v8.5.1"));
		Files.createDirectories(components.resolve("v8.5.2/tidb-server"));
		Path plain = tidb("home/.tiup/components/tidb/v8.5.4", "8.5.4");
		assertThat(plain.toFile().setExecutable(false)).isTrue();
		Files.writeString(components.resolve("v8.5.5"), "");
		assertThat(locate(null)).isNull();
		this.environment.put("TIUP_HOME", "\0");
		assertThat(locate(null)).isNull();
		this.properties.remove("user.home");
		this.environment.remove("TIUP_HOME");
		assertThat(locate(null)).isNull();
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
