package io.github.tidbspring.devserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.mysql.cj.jdbc.MysqlDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link TiDBDevServer} with a real TiDB: what can be seen of it from outside,
 * and what is left of it.
 */
@OnTiDB
@EnabledOnOs(value = OS.LINUX, disabledReason = "what a process has open is read in /proc")
class TiDBRunIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@TempDir
	private Path folder;

	@Test
	void oneLineOfTheLogSaysWhatRuns() {
		try (Logged log = new Logged(); TiDBDevServer server = builder().start()) {
			assertThat(server.isStandIn()).isFalse();
			assertThat(log.lines()).singleElement()
				.asString()
				.contains("INFO Started TiDB " + version(server), "one process with embedded storage", "no TiFlash",
						"no vector index", "no full-text search", "127.0.0.1:" + server.port(),
						"for development and tests")
				.doesNotContain(server.password(), "no vectors");
		}
	}

	@Test
	void whenTheVersionIsTooOldForVectorsThenItStartsAndTheLogSaysSo() throws Exception {
		for (String version : List.of("v6.5.0", "v8.3.0")) {
			try (Logged log = new Logged(); TiDBDevServer server = builder().tidbBinary(renamed(version)).start()) {
				assertThat(Servers.query(Servers.wrapped(server), "SELECT 1")).isEqualTo("1");
				assertThat(log.lines()).singleElement()
					.asString()
					.contains("INFO Started TiDB " + version.substring(1), "before 8.4 a TiDB has no vectors");
			}
		}
	}

	@Test
	void whenItListensThenOnOnePortOfThisMachineAlone() throws Exception {
		try (TiDBDevServer server = builder().start()) {
			Set<String> sockets = open(server.processId(), "socket:").collect(Collectors.toSet());
			List<String> listening = new ArrayList<>();
			for (String table : List.of("tcp", "tcp6")) {
				for (String line : Files.readAllLines(Path.of("/proc/net/" + table))) {
					String[] words = line.strip().split("\\s+");
					if (words[3].equals("0A") && sockets.contains("socket:[" + words[9] + "]")) {
						listening.add(words[1]);
					}
				}
			}
			assertThat(listening).containsExactly("0100007F:%04X".formatted(server.port()));
			assertThat(Files.readAllLines(Path.of("/proc/net/unix")))
				.noneMatch((line) -> sockets.contains("socket:[" + line.strip().split("\\s+")[6] + "]"));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void filesOfTheServerAreInItsOwnFolders(boolean kept) throws Exception {
		try (TiDBDevServer server = (kept ? builder().dataDirectory(this.folder.resolve("kept")) : builder()).start()) {
			Servers.execute(Servers.wrapped(server), "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(100), KEY (v))",
					"INSERT INTO t VALUES (1, 'a')", "SELECT COUNT(*) FROM t t1, t t2 ORDER BY 1");
			assertThat(open(server.processId(), "/")).allMatch((file) -> file.startsWith(this.folder.toString())
					|| file.startsWith("/dev/") || file.startsWith("/proc/") || file.startsWith("/sys/"));
			if (kept) {
				assertThat(this.folder.resolve("kept")).isDirectoryContaining("glob:**/tidb.log")
					.isDirectoryContaining("glob:**/data");
			}
		}
	}

	@Test
	void whenItHasAPasswordThenNobodyElseSeesIt() throws Exception {
		Path kept = this.folder.resolve("kept");
		try (TiDBDevServer server = builder().dataDirectory(kept).start()) {
			Servers.execute(Servers.wrapped(server), "SELECT SLEEP(0.4)");
			String password = server.password();
			assertThat(Files.readString(Path.of("/proc/" + server.processId() + "/cmdline"))).doesNotContain(password);
			assertThat(
					Files.readString(Path.of("/proc/" + server.processId() + "/environ"), StandardCharsets.ISO_8859_1))
				.doesNotContain(password);
			assertThat(filesWith(password)).containsExactly(kept.resolve("password"));
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.resolve("password"))))
				.isEqualTo("rw-------");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.caCertificate().getParent())))
				.isEqualTo("rwx------");
		}
		try (TiDBDevServer server = builder().start()) {
			assertThat(filesWith(server.password())).isEmpty();
		}
	}

	@Test
	void whenThereAreUsersThenEachHasAPassword() throws Exception {
		try (TiDBDevServer server = builder().start()) {
			assertThat(
					Servers
						.queryAll(Servers.wrapped(server),
								"SELECT user FROM mysql.user WHERE account_locked = 'N' "
										+ "AND (authentication_string IS NULL OR authentication_string = '')"))
				.isEmpty();
			MysqlDataSource nobody = Servers.plain(server, "", "");
			for (String user : List.of("root", "")) {
				for (String password : List.of("", "root")) {
					nobody.setUser(user);
					nobody.setPassword(password);
					assertThatExceptionOfType(SQLException.class).isThrownBy(() -> nobody.getConnection().close())
						.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1045));
				}
			}
		}
	}

	@Test
	void whenDataAreKeptThenTheyComeBackWithTheirPassword() throws Exception {
		Path kept = this.folder.resolve("kept");
		String password;
		try (TiDBDevServer first = builder().dataDirectory(kept).start()) {
			password = first.password();
			Servers.execute(Servers.wrapped(first), "CREATE TABLE kept (id INT PRIMARY KEY)",
					"INSERT INTO kept VALUES (42)");
		}
		assertThat(kept.resolve("server.properties")).doesNotExist();
		assertThat(kept.resolve("dev-server.lock")).doesNotExist();
		try (TiDBDevServer second = builder().dataDirectory(kept).start()) {
			assertThat(second.password()).isEqualTo(password);
			assertThat(Servers.query(Servers.wrapped(second), "SELECT id FROM kept")).isEqualTo("42");
			assertThatExceptionOfType(TiDBDevServerException.class)
				.isThrownBy(() -> builder().dataDirectory(kept).start())
				.withMessageContainingAll(kept.toString(), "in use by another development server");
		}
		assertNothingRuns();
	}

	@Test
	void whenALaterVersionTakesDataOverThenTheEarlierOneIsRefused() throws Exception {
		Path kept = this.folder.resolve("kept");
		try (TiDBDevServer first = builder().dataDirectory(kept).start()) {
			Servers.execute(Servers.wrapped(first), "CREATE TABLE kept (id INT PRIMARY KEY)");
		}
		try (Logged log = new Logged();
				TiDBDevServer later = builder().dataDirectory(kept).tidbBinary(renamed("v99.0.0")).start()) {
			assertThat(Servers.queryAll(Servers.wrapped(later), "SHOW TABLES")).containsExactly("kept");
			assertThat(log.lines()).anyMatch((line) -> line.startsWith("INFO") && line.contains(kept.toString())
					&& line.contains("TiDB 99.0.0 takes them over"));
		}
		assertThat(failure(builder().dataDirectory(kept))).hasMessageContainingAll(kept.toString(),
				"last opened by TiDB 99.0.0", "may be unable to read");
		assertNothingRuns();
	}

	@Test
	void whenTheOtherServerMadeTheDataThenEitherRefusesThem() throws Exception {
		Path ofTiDB = this.folder.resolve("tidb");
		Path ofStandIn = this.folder.resolve("stand-in");
		builder().dataDirectory(ofTiDB).start().close();
		TiDBDevServer.builder().type(TiDBDevServer.Type.STAND_IN).dataDirectory(ofStandIn).start().close();
		assertThat(failure(TiDBDevServer.builder().type(TiDBDevServer.Type.STAND_IN).dataDirectory(ofTiDB)))
			.hasMessageContainingAll(ofTiDB.toString(), "written by TiDB", "MariaDB", "tidb.dev-server.type=tidb");
		assertThat(failure(builder().dataDirectory(ofStandIn))).hasMessageContainingAll(ofStandIn.toString(),
				"written by MariaDB", "tidb.dev-server.type=stand-in");
	}

	@ParameterizedTest
	@ValueSource(strings = { "with spaces and 'quotes'", "\"back\\slash\\\"", "C# 100% ?x=1&y;z", "Дані-données-数据-🐬",
			"new\nline\ttab", "%2e%2e%2F+[x]{y}^`$HOME" })
	void whenThePathIsStrangeThenDataAreKeptThere(String name) throws Exception {
		Path kept = this.folder.resolve(name).resolve("kept");
		Path cache = this.folder.resolve(name).resolve("cache");
		for (int start = 1; start <= 2; start++) {
			try (TiDBDevServer server = builder().cacheDirectory(cache).dataDirectory(kept).start()) {
				Servers.execute(Servers.wrapped(server), "CREATE TABLE t" + start + " (id INT PRIMARY KEY)");
				assertThat(Servers.queryAll(Servers.wrapped(server), "SHOW TABLES")).hasSize(start);
			}
		}
		assertThat(kept.resolve("data")).isDirectoryContaining((file) -> file.endsWith("kv"));
		try (var files = Files.list(this.folder)) {
			assertThat(files).containsExactly(this.folder.resolve(name));
		}
	}

	@Test
	void whenThePathIsVeryLongThenDataAreKeptThere() throws Exception {
		Path kept = this.folder;
		while (kept.toString().length() < 1500) {
			kept = kept.resolve("x".repeat(200));
		}
		try (TiDBDevServer server = builder().dataDirectory(kept).start()) {
			assertThat(Servers.query(Servers.wrapped(server), "SELECT 1")).isEqualTo("1");
		}
		assertThat(kept).isDirectoryContaining("glob:**/tidb.log");
	}

	@Test
	void whenARandomPortIsTakenMeanwhileThenAnotherIsChosen() throws Exception {
		Path go = this.folder.resolve("go");
		Path thieving = Programs.tidb(this.folder.resolve("thieving"), "v8.5.3",
				"echo $port >> " + this.folder + "/ports", "while [ ! -e " + go + " ]; do sleep 0.05; done",
				"exec " + OnTiDB.Condition.binary() + " \"$@\"");
		CompletableFuture<TiDBDevServer> started = CompletableFuture
			.supplyAsync(() -> builder().tidbBinary(thieving).start());
		await().atMost(PATIENCE).until(() -> Files.exists(this.folder.resolve("ports")));
		int chosen = Integer.parseInt(Files.readString(this.folder.resolve("ports")).strip());
		try (ServerSocket thief = new ServerSocket(chosen, 10, InetAddress.getByName("127.0.0.1"))) {
			Files.writeString(go, "");
			try (TiDBDevServer server = started.get(60, TimeUnit.SECONDS)) {
				assertThat(server.port()).isNotEqualTo(thief.getLocalPort());
				assertThat(Servers.query(Servers.wrapped(server), "SELECT 1")).isEqualTo("1");
			}
		}
		assertThat(Files.readAllLines(this.folder.resolve("ports"))).hasSize(2);
		assertNothingRuns();
	}

	@Test
	void whenThePasswordWasChangedThenItsFileIsNamed() throws Exception {
		Path kept = this.folder.resolve("kept");
		try (TiDBDevServer server = builder().dataDirectory(kept).start()) {
			Servers.execute(Servers.wrapped(server), "ALTER USER 'root'@'%' IDENTIFIED BY 'another'");
		}
		assertThat(failure(builder().dataDirectory(kept))).hasMessageContainingAll("denied access to root",
				kept.resolve("password").toString(), "write root's current password into that file");
		assertNothingRuns();
		Files.writeString(kept.resolve("password"), "another");
		builder().dataDirectory(kept).start().close();
	}

	@Test
	void whenItDoesNotKnowTheFileOfTheFirstStartThenItIsCalledTooOld() throws Exception {
		Path kept = this.folder.resolve("kept");
		Path old = Programs.tidb(this.folder.resolve("old"), "v6.5.0", "sed -i '/^initialize-sql-file/d' \"$config\"",
				"exec " + OnTiDB.Condition.binary() + " \"$@\"");
		assertThat(failure(builder().tidbBinary(old).dataDirectory(kept))).hasMessageContainingAll("TiDB 6.5.0",
				"did not take a password for root", "too old", "6.6");
		assertThat(kept).doesNotExist();
		assertNothingRuns();
	}

	@Test
	void whenThereIsNoSpaceLeftThenTheFolderIsNamedAndNothingIsLeft() throws Exception {
		Path small = Files.createDirectory(this.folder.resolve("small"));
		assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", small.toString()) == 0,
				"this user may not mount a small file system");
		try {
			Path kept = small.resolve("kept");
			assertThat(failure(builder().dataDirectory(kept))).hasMessageContainingAll(
					"not enough space left on the disk of", kept.toString(), "choose another directory");
			assertThat(small).isEmptyDirectory();
			Files.write(small.resolve("filler"), new byte[15 << 20]);
			assertThat(run("sh", "-c", "cat /dev/zero > '" + small.resolve("more") + "'")).isNotZero();
			assertThat(failure(builder().dataDirectory(kept))).hasMessageContainingAll(kept.toString(), "space left");
			assertThat(kept).doesNotExist();
			assertThat(failure(builder().cacheDirectory(small.resolve("cache")))).hasMessageContainingAll("space left",
					small.toString());
			assertNothingRuns();
		}
		finally {
			assertThat(run("umount", small.toString())).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 300, 1000, 1700, 2500 })
	void whenTheJvmIsKilledDuringTheFirstStartThenTheNextOneBeginsAnew(int millis) throws Exception {
		Path kept = this.folder.resolve("kept");
		Process jvm = begin(kept);
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(2))
			.until(() -> !Programs.processesOf(cache().resolve("v1/runs")).isEmpty());
		Thread.sleep(millis);
		jvm.destroyForcibly().waitFor();
		Path unfinished = kept.resolve("unfinished");
		assertThat(Files.exists(unfinished) || millis > 0).isTrue();
		try (TiDBDevServer server = builder().dataDirectory(kept).start()) {
			assertThat(Servers.query(Servers.wrapped(server), "SELECT COUNT(*) FROM mysql.user")).isEqualTo("1");
			assertThat(unfinished).doesNotExist();
			assertThat(Programs.processesOf(cache().resolve("v1/runs"))).hasSize(1);
			assertThat(Programs.contents(cache().resolve("v1/runs"))).filteredOn((name) -> name.matches("[^/]+\\.lock"))
				.hasSize(1);
		}
		assertNothingRuns();
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 1200, 2400 })
	void whenTheJvmEndsDuringTheStartThenNothingIsLeft(int millis) throws Exception {
		Path kept = this.folder.resolve("kept");
		Process jvm = begin(kept);
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(2))
			.until(() -> !Programs.processesOf(cache().resolve("v1/runs")).isEmpty());
		Thread.sleep(millis);
		jvm.toHandle().destroy();
		assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertNothingRuns();
		assertThat(kept.resolve("unfinished")).doesNotExist();
		try (TiDBDevServer server = builder().dataDirectory(kept).start()) {
			assertThat(Servers.query(Servers.wrapped(server), "SELECT 1")).isEqualTo("1");
		}
	}

	@Test
	void whenTheStartTakesTooLongThenNothingIsLeft() throws Exception {
		Path kept = this.folder.resolve("kept");
		assertThat(failure(builder().dataDirectory(kept).startTimeout(Duration.ofMillis(400))))
			.hasMessageContainingAll("did not start in 400 ms", "startTimeout(...)");
		assertThat(kept).doesNotExist();
		assertNothingRuns();
	}

	@ParameterizedTest
	@ValueSource(ints = { 50, 600, 1200 })
	void whenTheThreadIsInterruptedThenNothingIsLeft(int millis) throws Exception {
		Path kept = this.folder.resolve("kept");
		CompletableFuture<Throwable> outcome = new CompletableFuture<>();
		Thread thread = new Thread(
				() -> outcome.complete(catchThrowable(() -> builder().dataDirectory(kept).start().close())));
		thread.start();
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(2))
			.until(() -> !Programs.processesOf(cache().resolve("v1/runs")).isEmpty());
		Thread.sleep(millis);
		thread.interrupt();
		Throwable failure = outcome.get(60, TimeUnit.SECONDS);
		if (failure != null) {
			assertThat(failure).hasMessageContaining("interrupted");
			assertThat(kept).doesNotExist();
		}
		else {
			assertThat(millis).as("a machine that is faster than that").isGreaterThan(50);
		}
		assertNothingRuns();
	}

	@Test
	void whenTheJvmIsKilledThenWhatWasCommittedComesBack() throws Exception {
		Path kept = this.folder.resolve("kept");
		Process jvm = begin(kept);
		String url = jvm.inputReader(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> line.startsWith("URL "))
			.findFirst()
			.orElseThrow();
		MysqlDataSource dataSource = dataSource(url.substring(4));
		Servers.execute(dataSource, "CREATE TABLE kept (id INT PRIMARY KEY)", "INSERT INTO kept VALUES (42)");
		jvm.destroyForcibly().waitFor();
		try (TiDBDevServer server = builder().dataDirectory(kept).start()) {
			assertThat(Servers.query(Servers.wrapped(server), "SELECT id FROM kept")).isEqualTo("42");
			assertThat(server.password()).isEqualTo(dataSource.getPassword());
		}
		assertNothingRuns();
	}

	@Test
	void whenItIsKilledWhileItServesThenThatIsSaidOnceAndCloseIsQuiet() throws Exception {
		TiDBDevServer server = builder().start();
		try (Logged log = new Logged()) {
			ProcessHandle.of(server.processId()).orElseThrow().destroyForcibly();
			await().atMost(PATIENCE).until(() -> !log.lines().isEmpty());
			server.close();
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN TiDB " + version(server) + " at 127.0.0.1:" + server.port()
						+ " has ended. Its last lines:")
				.doesNotContain(server.password());
		}
		assertNothingRuns();
	}

	@Test
	void whenItIsClosedThenThatIsQuiet() throws Exception {
		TiDBDevServer server = builder().dataDirectory(this.folder.resolve("kept")).start();
		try (Logged log = new Logged()) {
			server.close();
			Thread.sleep(200);
			assertThat(log.lines()).isEmpty();
		}
		assertNothingRuns();
	}

	/** Otherwise, Ctrl-C would end it before the applications that still need it. */
	@Test
	void whenATerminalInterruptsTheJvmThenThatDoesNotReachTheServer() throws Exception {
		try (TiDBDevServer server = builder().start()) {
			assertThat(processGroup(server.processId())).isNotEqualTo(processGroup(ProcessHandle.current().pid()));
		}
	}

	@Test
	void whenAScriptStartsItThenBothAreEnded() throws Exception {
		Path kept = this.folder.resolve("kept");
		Path script = Programs.tidb(this.folder.resolve("script"), "v8.5.3", OnTiDB.Condition.binary() + " \"$@\"");
		for (int start = 1; start <= 2; start++) {
			try (TiDBDevServer server = builder().tidbBinary(script).dataDirectory(kept).start()) {
				assertThat(Servers.query(Servers.wrapped(server), "SELECT 1")).isEqualTo("1");
			}
			assertNothingRuns();
		}
	}

	@Test
	void whenDataAreNotKeptThenTheyNeedLittleSpaceAndAreGone() throws Exception {
		Path run;
		try (TiDBDevServer server = builder().start()) {
			run = server.caCertificate().getParent();
			Servers.execute(Servers.wrapped(server), "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
			long size = 0;
			for (String file : Programs.contents(run)) {
				size += Files.size(run.resolve(file));
			}
			assertThat(size).isLessThan(100L << 20);
		}
		assertThat(run).doesNotExist();
		assertNothingRuns();
	}

	private void assertNothingRuns() throws IOException {
		await().atMost(Duration.ofSeconds(10)).until(() -> Programs.processesOf(this.folder).isEmpty());
		assertThat(Programs.contents(cache().resolve("v1/runs"))).isEmpty();
	}

	private Process begin(Path kept) throws IOException {
		return DevServerChild.begin(
				List.of("-Dtidb.dev-server.type=tidb", "-Dtidb.dev-server.tidb-binary=" + OnTiDB.Condition.binary()),
				kept.toString(), cache().toString());
	}

	/** The TiDB that is named, under another version. */
	private Path renamed(String version) throws IOException {
		return Programs.tidb(this.folder.resolve("renamed-" + version), version,
				"exec " + OnTiDB.Condition.binary() + " \"$@\"");
	}

	private TiDBDevServer.Builder builder() {
		return TiDBDevServer.builder()
			.type(TiDBDevServer.Type.TIDB)
			.tidbBinary(OnTiDB.Condition.binary())
			.cacheDirectory(cache());
	}

	private Path cache() {
		return this.folder.resolve("cache");
	}

	private static TiDBDevServerException failure(TiDBDevServer.Builder builder) {
		TiDBDevServerException failure = catchThrowableOfType(TiDBDevServerException.class,
				() -> builder.start().close());
		assertThat(failure).isNotNull();
		return failure;
	}

	private static String version(TiDBDevServer server) {
		return server.version().replaceFirst(".*-TiDB-v?", "");
	}

	private static Stream<String> open(long pid, String prefix) throws IOException {
		List<String> open = new ArrayList<>();
		try (var files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
			for (Path file : files) {
				try {
					open.add(Files.readSymbolicLink(file).toString());
				}
				catch (IOException ex) {
					// Closed meanwhile.
				}
			}
		}
		return open.stream().filter((file) -> file.startsWith(prefix));
	}

	private List<Path> filesWith(String text) throws IOException {
		List<Path> found = new ArrayList<>();
		for (String name : Programs.contents(this.folder)) {
			Path file = this.folder.resolve(name);
			if (Files.isRegularFile(file) && Pattern.compile(Pattern.quote(text))
				.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
				.find()) {
				found.add(file);
			}
		}
		return found;
	}

	private static String processGroup(long pid) throws IOException {
		String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
		return status.substring(status.lastIndexOf(')') + 2).split(" ")[2];
	}

	private static MysqlDataSource dataSource(String url) {
		var matcher = Pattern.compile("mysql://(.*):(.*)@(.*)").matcher(url);
		assertThat(matcher.matches()).isTrue();
		MysqlDataSource dataSource = new MysqlDataSource();
		dataSource.setUrl("jdbc:mysql://" + matcher.group(3));
		dataSource.setUser(matcher.group(1));
		dataSource.setPassword(matcher.group(2));
		return dataSource;
	}

	private static int run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		return process.waitFor();
	}

}
