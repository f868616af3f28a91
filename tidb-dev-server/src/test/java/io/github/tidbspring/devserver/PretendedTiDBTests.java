package io.github.tidbspring.devserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Tests for {@link TiDBDevServer} with programs that answer as a TiDB does and then
 * misbehave: whatever they do, there is a sentence, and nothing is left.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The programs are shell scripts")
@Timeout(60)
class PretendedTiDBTests {

	@TempDir
	private Path folder;

	@AfterEach
	void nothingIsLeft() throws IOException {
		assertThat(Programs.processesOf(this.folder)).isEmpty();
		assertThat(runs()).isEmpty();
		assertThat(System.getProperties().stringPropertyNames())
			.noneMatch((name) -> name.contains("owned:" + this.folder));
	}

	@Test
	void whenItEndsAtOnceThenItsProgramAndLastWordsAreNamed() throws Exception {
		Path program = tidb("echo 'sudden end' >&2", "exit 3");
		assertThat(failure(builder(program))).hasMessageContainingAll("TiDB 8.5.3 (" + program + ") did not start",
				"Its last lines:", "sudden end");
	}

	@Test
	void whenItSaysNothingThenNoLastWordsAreNamed() throws Exception {
		Path program = tidb("exit 0");
		assertThat(failure(builder(program))).hasMessage("TiDB 8.5.3 (" + program + ") did not start");
	}

	@Test
	void whenItWritesALogThenTheEndOfThatIsShown() throws Exception {
		Path program = tidb("i=0", "while [ $i -lt 50 ]; do echo \"line $i\" >> \"$log\"; i=$((i+1)); done",
				"printf '[FATAL] [bad] %01000d\\n' 0 >> \"$log\"", "exit 1");
		assertThat(failure(builder(program)).getMessage()).contains("line 49", "[FATAL]", "0…")
			.doesNotContain("line 20\n")
			.hasSizeLessThan(2500);
	}

	@Test
	void whenThereIsNoSpaceLeftThenTheFolderIsNamed() throws Exception {
		Path data = this.folder.resolve("kept");
		Path program = tidb("echo '[FATAL] [error=\"write: no space left on device\"]' >> \"$log\"", "exit 1");
		assertThat(failure(builder(program).dataDirectory(data)))
			.hasMessageContainingAll("not enough space left on the disk of " + data, "choose another directory");
		assertThat(data).doesNotExist();
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenItHangsThenTheTimeIsNamedAndItsChildrenAreEnded() throws Exception {
		Path program = tidb("sleep 1000 & echo $! > " + this.folder + "/child", "wait");
		assertThat(failure(builder(program).startTimeout(Duration.ofMillis(700))))
			.hasMessageContainingAll("did not start in 700 ms", "startTimeout");
		assertEnded(this.folder.resolve("child"));
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenItWritesNoiseWithoutAnEndThenItIsEnded() throws Exception {
		Path program = tidb("exec cat /dev/zero /dev/urandom");
		assertThat(failure(builder(program).startTimeout(Duration.ofSeconds(1)))).hasMessageContaining("in 1 s");
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenItListensAndNeverAnswersThenItIsEnded() throws Exception {
		Path program = tidb("exec " + Path.of(System.getProperty("java.home"), "bin", "java") + " -cp '"
				+ System.getProperty("java.class.path") + "' " + SilentServer.class.getName() + " $port "
				+ this.folder);
		assertThat(failure(builder(program).startTimeout(Duration.ofSeconds(2)))).hasMessageContaining("in 2 s");
		assertThat(this.folder.resolve("called")).exists();
	}

	@Test
	void whenPortsAreTakenAgainAndAgainThenItGivesUp() throws Exception {
		Path program = tidb("echo $port >> " + this.folder + "/ports", "printf '[FATAL] [stack=%0800d] ' 0 >> \"$log\"",
				"echo 'listen tcp: bind: address already in use' >> \"$log\"", "exit 1");
		assertThat(failure(builder(program))).hasMessageContainingAll("5 free ports", "choose a port");
		assertThat(Files.readAllLines(this.folder.resolve("ports"))).hasSize(5);
	}

	@Test
	void whenThePortIsTakenThenNothingIsStartedAndTheDataAreNotTouched() throws Exception {
		Path program = tidb("touch " + this.folder + "/started", "exit 1");
		Path data = this.folder.resolve("kept");
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			assertThat(failure(builder(program).port(socket.getLocalPort()).dataDirectory(data)))
				.hasMessageContainingAll("The port " + socket.getLocalPort() + " of 127.0.0.1 is in use",
						"choose another, or 0");
		}
		assertThat(data).doesNotExist();
		assertThat(this.folder.resolve("started")).doesNotExist();
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenThePortIsTakenMeanwhileThenItIsNamed() throws Exception {
		int port = freePort();
		Path program = tidb("echo 'bind: address already in use' >> \"$log\"", "exit 1");
		assertThat(failure(builder(program).port(port)))
			.hasMessageContaining("The port " + port + " of 127.0.0.1 is in use");
	}

	@Test
	void whenTheFirstStartFailsThenAFolderIsAsItWas() throws Exception {
		Path program = tidb("mkdir -p $(value path)/kv", "touch $(dirname \"$log\")/tidb-slow.log",
				"mkdir $(dirname \"$log\")/oom_record", "echo bad >> \"$log\"", "exit 1");
		Path data = this.folder.resolve("a/b/kept");
		assertThat(failure(builder(program).dataDirectory(data))).hasMessageContaining("bad");
		assertThat(this.folder.resolve("a")).doesNotExist();
		Files.createDirectories(data);
		Files.writeString(data.resolve("mine.txt"), "mine");
		Files.writeString(data.resolve("tidb.log"), "mine\n");
		assertThat(failure(builder(program).dataDirectory(data))).hasMessageContaining("bad");
		assertThat(Programs.contents(data)).containsExactly("mine.txt", "tidb.log");
	}

	@Test
	void whenALaterStartFailsThenTheDataStay() throws Exception {
		Path data = keptData("TiDB 8.5.1");
		Path program = tidb("echo bad >> \"$log\"", "exit 1");
		assertThat(failure(builder(program).dataDirectory(data))).hasMessageContaining("bad");
		assertThat(Programs.contents(data)).containsExactly("data", "data/kv", "password", "server", "tidb.log");
		assertThat(data.resolve("server")).as("It has not touched them").hasContent("TiDB 8.5.1");
		assertThat(data.resolve("password")).hasContent("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "echo 1 > '%s/data/kv/new'", "touch -d '1 hour ago' '%s/data/kv'" })
	void whenALaterStartFailsAfterItHasChangedTheDataThenTheyAreItsOwn(String change) throws Exception {
		Path data = keptData("TiDB 8.5.1");
		assertThat(failure(builder(tidb(change.formatted(data), "exit 1")).dataDirectory(data)))
			.hasMessageContaining("did not start");
		assertThat(data.resolve("server")).hasContent("TiDB 8.5.3");
	}

	@Test
	void whenTheServerPrintsItsPasswordThenTheMessageDoesNot() throws Exception {
		Path program = tidb("cat \"$(value initialize-sql-file)\"", "exit 1");
		assertThat(failure(builder(program))).hasMessageContaining("IDENTIFIED BY '******'");
	}

	@Test
	void whenTheDataAreTiDBsThenTheStandInRefusesThemBeforeItUnpacksAnything() throws Exception {
		Path data = keptData("TiDB 8.5.1");
		assertThat(failure(builder(tidb("exit 1")).type(TiDBDevServer.Type.STAND_IN).dataDirectory(data)))
			.hasMessageContainingAll("written by TiDB 8.5.1", "MariaDB cannot read them", "tidb.dev-server.type=tidb");
		assertThat(cache()).doesNotExist();
	}

	@Test
	void whenTheVersionIsOlderThanTheDataThenNothingIsStarted() throws Exception {
		Path data = keptData("TiDB 9.0.0-beta.2.pre");
		Path program = tidb("touch " + this.folder + "/started", "exit 1");
		assertThat(failure(builder(program).dataDirectory(data))).hasMessageContainingAll(data.toString(),
				"last opened by TiDB 9.0.0-beta.2.pre", "TiDB 8.5.3 may be unable to read",
				"use that version or a later one");
		assertThat(this.folder.resolve("started")).doesNotExist();
		assertThat(Programs.contents(data)).containsExactly("data", "data/kv", "password", "server");
	}

	@Test
	void whenThePasswordOfDataIsMissingThenItsFileIsNamed() throws Exception {
		Path program = tidb("touch " + this.folder + "/started", "exit 1");
		Path data = keptData("TiDB 8.5.3");
		Files.delete(data.resolve("password"));
		assertThat(failure(builder(program).dataDirectory(data))).hasMessageContainingAll("lost the password of root",
				data.resolve("password").toString());
		Files.writeString(data.resolve("password"), "\n");
		assertThat(failure(builder(program).dataDirectory(data))).hasMessageContaining("lost the password of root");
		assertThat(this.folder.resolve("started")).doesNotExist();
	}

	@Test
	void whenItIsNotKnownWhoMadeTheDataThenTheFileIsNamed() throws Exception {
		Path data = keptData("nonsense");
		assertThat(failure(builder(tidb("exit 1")).dataDirectory(data)))
			.hasMessageContainingAll(data.resolve("server").toString(), "does not say which server");
	}

	@Test
	void whenAFolderCannotBeUsedThenItIsNamed() throws Exception {
		Path program = tidb("exit 1");
		Path file = Files.writeString(this.folder.resolve("file"), "");
		assertThat(failure(builder(program).dataDirectory(file)))
			.hasMessageContainingAll("The data directory " + file + " cannot be used (it is a file)", "choose another");
		Path below = file.resolve("below/it");
		assertThat(failure(builder(program).dataDirectory(below))).hasMessageContaining("The data directory " + below);
		assertThat(failure(builder(program).cacheDirectory(below)))
			.hasMessageContainingAll("The cache directory " + below, "cacheDirectory(...)");
	}

	@Test
	void whenAFolderMustNotBeWrittenThenItIsNamed() throws Exception {
		Path locked = Files.createDirectory(this.folder.resolve("locked"));
		assertThat(locked.toFile().setWritable(false)).isTrue();
		assumeFalse(Files.isWritable(locked), "permissions do not bind this user");
		assertThat(failure(builder(tidb("exit 1")).dataDirectory(locked))).hasMessageContainingAll(locked.toString(),
				"permission denied");
		assertThat(failure(builder(tidb("exit 1")).dataDirectory(locked.resolve("kept"))))
			.hasMessageContainingAll(locked.toString(), "permission denied");
	}

	@Test
	void whenTheProgramIsAnotherThenNothingIsMade() throws Exception {
		Path data = this.folder.resolve("kept");
		Path program = Programs.script(this.folder.resolve("other"),
				"#!/bin/sh\necho 'mariadbd  Ver 11.8.2-MariaDB'\n");
		assertThat(failure(builder(program).dataDirectory(data))).hasMessageContainingAll(program.toString(),
				"tidb.dev-server.tidb-binary", "is not a tidb-server");
		assertThat(data).doesNotExist();
	}

	@Test
	void whenThePathBeginsWithATildeThenItIsSaidThatItIsTakenAsItIs() {
		assertThat(failure(builder(Path.of("~", "tidb-server")))).hasMessageContaining("'~' is not expanded");
	}

	@Test
	void whenTheThreadIsInterruptedThenTheStartEnds() throws Exception {
		Path data = this.folder.resolve("kept");
		Path program = tidb("touch " + this.folder + "/started", "exec sleep 1000");
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			Throwable thrown = failure(builder(program).dataDirectory(data));
			failure.complete(Thread.currentThread().isInterrupted() ? thrown : new AssertionError("swallowed", thrown));
		});
		thread.start();
		awaitFile(this.folder.resolve("started"));
		thread.interrupt();
		assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(TiDBDevServerException.class)
			.hasMessageContaining("was interrupted");
		assertThat(data).doesNotExist();
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenTheJvmEndsDuringTheStartThenNothingIsLeft() throws Exception {
		Path data = this.folder.resolve("kept");
		Process jvm = beginHangingStart(data);
		// Its streams stay open.
		jvm.toHandle().destroy();
		assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
		assertEnded(this.folder.resolve("child"));
		assertThat(data).doesNotExist();
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenTheJvmIsKilledDuringTheFirstStartThenTheNextOneClearsAway() throws Exception {
		Path data = this.folder.resolve("kept");
		beginHangingStart(data).destroyForcibly().waitFor();
		assertThat(Programs.processesOf(this.folder)).isNotEmpty();
		assertThat(Programs.contents(data)).contains("unfinished", "server", "server.properties");
		// What was not finished does not bind anybody, such as one of an older version.
		Path older = Programs.tidb(this.folder.resolve("older"), "v7.5.0", "ls $(dirname \"$log\") >> \"$log\"",
				"exit 1");
		assertThat(failure(builder(older).dataDirectory(data))).hasMessageContaining("TiDB 7.5.0")
			.satisfies((ex) -> assertThat(ex.getMessage().lines()).contains("unfinished").doesNotContain("data"));
		assertEnded(this.folder.resolve("child"));
	}

	private Process beginHangingStart(Path data) throws IOException {
		Path program = tidb("mkdir $(value path)", "sleep 1000 & echo $! > " + this.folder + "/child", "wait");
		Process jvm = DevServerChild.begin(
				List.of("-Dtidb.dev-server.type=tidb", "-Dtidb.dev-server.tidb-binary=" + program), data.toString(),
				cache().toString());
		awaitFile(this.folder.resolve("child"));
		return jvm;
	}

	private static void awaitFile(Path file) {
		await().atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> Files.exists(file) && (Files.size(file) > 0 || file.endsWith("started")));
	}

	private static void assertEnded(Path file) throws IOException {
		long pid = Long.parseLong(Files.readString(file).strip());
		// One whose parent is gone waits a little for somebody to ask for its status.
		await().atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(pid).isEmpty());
	}

	private Path keptData(String server) throws IOException {
		Path data = Files.createDirectories(this.folder.resolve("kept"));
		Files.createDirectories(data.resolve("data/kv"));
		Files.writeString(data.resolve("server"), server);
		Files.writeString(data.resolve("password"), "secret");
		return data;
	}

	private TiDBDevServer.Builder builder(Path program) {
		return TiDBDevServer.builder()
			.type(TiDBDevServer.Type.TIDB)
			.tidbBinary(program)
			.cacheDirectory(cache())
			.startTimeout(Duration.ofSeconds(30));
	}

	private static TiDBDevServerException failure(TiDBDevServer.Builder builder) {
		TiDBDevServerException failure = catchThrowableOfType(TiDBDevServerException.class,
				() -> builder.start().close());
		assertThat(failure).isNotNull();
		assertThat(failure.getMessage()).doesNotContain("Exception", "null", "secret");
		return failure;
	}

	private Path tidb(String... commands) throws IOException {
		return Programs.tidb(this.folder, "v8.5.3", commands);
	}

	private Path cache() {
		return this.folder.resolve("cache");
	}

	private List<String> runs() throws IOException {
		Path runs = cache().resolve("v1/runs");
		return Files.exists(runs) ? Programs.contents(runs) : List.of();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

}
