package io.github.tidbspring.devserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TiDBDevServer}: how it starts and ends. Tests that mostly wait for
 * processes run in parallel; those that kill a JVM have a separate cache, because any
 * start in the same cache ends the servers of a killed JVM.
 */
class TiDBDevServerIntegrationTests {

	@TempDir
	private Path folder;

	@Test
	void whenItIsClosedThenNothingIsLeft() {
		TiDBDevServer server = TiDBDevServer.start();
		Path run = server.caCertificate().getParent();
		ProcessHandle process = ProcessHandle.of(server.processId()).orElseThrow();
		assertThat(run).isDirectoryContaining((file) -> file.endsWith("data"))
			.isDirectoryNotContaining((file) -> file.endsWith("init.sql"));
		server.close();
		server.close();
		assertThat(process.isAlive()).isFalse();
		assertThat(run).doesNotExist();
		assertThat(run.resolveSibling(run.getFileName() + ".lock")).doesNotExist();
	}

	@Test
	void serverTellsHowToConnectButNotToTheLog() throws Exception {
		TiDBDevServer server = Servers.shared();
		assertThat(server.url())
			.isEqualTo("mysql://root:" + server.password() + "@127.0.0.1:" + server.port() + "/" + server.database());
		assertThat(server.host()).isEqualTo("127.0.0.1");
		assertThat(server.password()).hasSizeGreaterThan(20);
		assertThat(server).asString().doesNotContain(server.password()).contains(server.version());
		assertThat(ProcessHandle.of(server.processId()).orElseThrow().info().commandLine().orElse(""))
			.doesNotContain(server.password());
	}

	@Test
	void whenDatabaseHasAStrangeNameThenItIsCreatedAndEncoded() throws Exception {
		try (TiDBDevServer server = TiDBDevServer.builder().database("my \"notes\" 100%").start()) {
			assertThat(server.url()).endsWith("/my%20%22notes%22%20100%25");
			DataSource dataSource = server.wrap(Servers.plain(server, "my%20%22notes%22%20100%25", ""));
			assertThat(Servers.query(dataSource, "SELECT CONCAT(DATABASE(), VEC_DIMS('[1]'))"))
				.isEqualTo("my \"notes\" 100%1");
		}
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenTwoRunAtOnceThenTheyDoNotMeet() throws Exception {
		try (TiDBDevServer first = TiDBDevServer.start(); TiDBDevServer second = TiDBDevServer.start()) {
			assertThat(first.port()).isNotEqualTo(second.port());
			Servers.execute(Servers.wrapped(first), "CREATE TABLE only_here (id INT)");
			assertThat(Servers.queryAll(Servers.wrapped(second), "SHOW TABLES")).isEmpty();
			assertThat(Servers.queryAll(Servers.wrapped(first), "SHOW TABLES")).containsExactly("only_here");
		}
	}

	@Test
	void whenPortIsTakenThenItIsNamedAndNothingIsLeft() throws IOException {
		try (LinkedCache cache = LinkedCache.create()) {
			try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
				assertThatExceptionOfType(TiDBDevServerException.class).isThrownBy(
						() -> TiDBDevServer.builder().cacheDirectory(cache.path()).port(socket.getLocalPort()).start())
					.withMessageContaining("The port " + socket.getLocalPort());
			}
			assertThat(cache.runs()).isEmpty();
		}
	}

	@Test
	void whenTimeIsTooShortThenStartFailsAndNothingIsLeft() throws IOException {
		try (LinkedCache cache = LinkedCache.create()) {
			assertThatExceptionOfType(TiDBDevServerException.class)
				.isThrownBy(() -> TiDBDevServer.builder()
					.cacheDirectory(cache.path())
					.startTimeout(Duration.ofNanos(1))
					.start())
				.withMessageContaining("startTimeout");
			assertThat(cache.runs()).isEmpty();
		}
	}

	@Test
	void whenThreadIsInterruptedThenStartFailsAndNothingIsLeft() throws Exception {
		try (LinkedCache cache = LinkedCache.create()) {
			CompletableFuture<Throwable> failure = new CompletableFuture<>();
			Thread thread = new Thread(() -> {
				Thread.currentThread().interrupt();
				try (TiDBDevServer server = TiDBDevServer.builder().cacheDirectory(cache.path()).start()) {
					failure.complete(new AssertionError(server + " was started"));
				}
				catch (TiDBDevServerException ex) {
					failure.complete(Thread.currentThread().isInterrupted() ? ex : new AssertionError("swallowed"));
				}
			});
			thread.start();
			assertThat(failure.get()).isInstanceOf(TiDBDevServerException.class);
			thread.join();
			assertThat(cache.runs()).isEmpty();
		}
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenDataAreKeptThenTheNextStartFindsThem() throws Exception {
		try (TiDBDevServer first = TiDBDevServer.builder().dataDirectory(this.folder).start()) {
			Servers.execute(Servers.wrapped(first), "CREATE TABLE kept (e VECTOR(2))",
					"INSERT INTO kept VALUES ('[1,2]')");
		}
		try (TiDBDevServer second = TiDBDevServer.builder().dataDirectory(this.folder).start()) {
			assertThat(Servers.query(Servers.wrapped(second), "SELECT VEC_DIMS(e) FROM kept")).isEqualTo("2");
		}
		assertThat(this.folder).isDirectoryNotContaining("glob:**.lock");
	}

	@Test
	void whenDataDirectoryIsInUseThenSecondStartSaysSo() throws Exception {
		try (TiDBDevServer first = TiDBDevServer.builder().dataDirectory(this.folder).start()) {
			assertThatExceptionOfType(TiDBDevServerException.class)
				.isThrownBy(() -> TiDBDevServer.builder().dataDirectory(this.folder).start())
				.withMessageContaining("in use by another development server");
			assertThat(Servers.query(Servers.wrapped(first), "SELECT 1")).isEqualTo("1");
		}
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenAnotherJvmUsesDataDirectoryThenStartSaysSo() throws Exception {
		try (DevServerChild child = DevServerChild.start(this.folder.toString())) {
			assertThatExceptionOfType(TiDBDevServerException.class)
				.isThrownBy(() -> TiDBDevServer.builder().dataDirectory(this.folder).start())
				.withMessageContaining("in use by another development server");
			child.exit();
		}
	}

	@Test
	void whenDataAreOfANewerMariaDbThenStartSaysSo() throws Exception {
		Files.writeString(this.folder.resolve("server"), "MariaDB 99.1.2");
		assertThatExceptionOfType(TiDBDevServerException.class)
			.isThrownBy(() -> TiDBDevServer.builder().dataDirectory(this.folder).start())
			.withMessageContaining("MariaDB 99.1.2");
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenJvmExitsThenNothingIsLeft() throws Exception {
		try (DevServerChild child = DevServerChild.start()) {
			ProcessHandle process = child.server();
			assertThat(process.isAlive()).isTrue();
			child.exit();
			assertThat(process.isAlive()).isFalse();
			assertThat(child.folder()).doesNotExist();
		}
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenJvmIsKilledThenTheNextStartClearsAway() throws Exception {
		// In a cache of its own: a start anywhere else could be the next one.
		try (LinkedCache cache = LinkedCache.create();
				DevServerChild child = DevServerChild.start("", cache.path().toString())) {
			ProcessHandle process = child.server();
			child.kill();
			assertThat(process.isAlive()).isTrue();
			assertThat(child.folder()).exists();
			TiDBDevServer.builder().cacheDirectory(cache.path()).start().close();
			assertThat(process.isAlive()).isFalse();
			assertThat(child.folder()).doesNotExist();
		}
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenJvmWithKeptDataIsKilledThenTheNextStartRecoversThem() throws Exception {
		try (LinkedCache cache = LinkedCache.create()) {
			TiDBDevServer.Builder builder = TiDBDevServer.builder()
				.cacheDirectory(cache.path())
				.dataDirectory(this.folder);
			try (TiDBDevServer first = builder.start()) {
				Servers.execute(Servers.wrapped(first), "CREATE TABLE kept (id INT)", "INSERT INTO kept VALUES (42)");
			}
			try (DevServerChild child = DevServerChild.start(this.folder.toString(), cache.path().toString())) {
				ProcessHandle process = child.server();
				child.kill();
				try (TiDBDevServer second = builder.start()) {
					assertThat(process.isAlive()).isFalse();
					assertThat(Servers.query(Servers.wrapped(second), "SELECT id FROM kept")).isEqualTo("42");
				}
			}
		}
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenOthersRunThenStartLeavesThemAlone() throws Exception {
		try (DevServerChild child = DevServerChild.start(); TiDBDevServer first = TiDBDevServer.start()) {
			TiDBDevServer.start().close();
			assertThat(child.server().isAlive()).isTrue();
			assertThat(child.folder()).exists();
			assertThat(Servers.query(Servers.wrapped(first), "SELECT 1")).isEqualTo("1");
			child.exit();
		}
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whenCacheIsEmptyThenTwoAtOnceFillItOnce() throws Exception {
		Path cache = this.folder.resolve("cache");
		Path ofAnotherServer = Files.createTempFile("#sql-temptable-", ".MAI");
		CompletableFuture<TiDBDevServer> other = CompletableFuture
			.supplyAsync(() -> TiDBDevServer.builder().cacheDirectory(cache).start());
		try (TiDBDevServer first = TiDBDevServer.builder().cacheDirectory(cache).start();
				TiDBDevServer second = other.get()) {
			assertThat(Servers.query(Servers.wrapped(first), "SELECT 1")).isEqualTo("1");
			assertThat(Servers.query(Servers.wrapped(second), "SELECT 1")).isEqualTo("1");
		}
		assertThat(cache.resolve("v1")).isDirectoryNotContaining("glob:**.{unfinished,tmp}");
		assertThat(ofAnotherServer).exists();
		Files.delete(ofAnotherServer);
		assertThat(cache.resolve("v1").resolve("runs")).isEmptyDirectory();
	}

}
