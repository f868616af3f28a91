package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of MariaDB.
 */
final class ServerProcess {

	private static final int SECONDS_TO_SHUT_DOWN = 30;

	private static final int SECONDS_TO_DIE = 10;

	private final Process process;

	private final Console console;

	private ServerProcess(Process process, Console console) {
		this.process = process;
		this.console = console;
	}

	static ServerProcess start(List<String> command, ServerBinaries binaries, Path folder) throws ServerException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
		builder.environment().putAll(binaries.environment());
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			return new ServerProcess(process, new Console(process.getInputStream(), "tidb-dev-server-console"));
		}
		catch (IOException ex) {
			throw new ServerException(command.get(0) + " cannot be started (" + ex.getMessage()
					+ "). It needs a file system that allows programs (choose one with cacheDirectory(...)) and, on"
					+ " Linux, the GNU C library, which Alpine does not have", ex);
		}
	}

	ProcessHandle handle() {
		return this.process.toHandle();
	}

	/**
	 * Wait until the server takes connections.
	 * @param timeout how long to wait
	 * @return {@code false} if it ended instead
	 * @throws ServerException if it did neither in time
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean awaitReady(Duration timeout) throws ServerException, InterruptedException {
		try {
			return this.console.ready().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			throw new ServerException("MariaDB was not ready after " + timeout.toSeconds()
					+ " s: is the machine busy? startTimeout(...) gives it longer" + lastLines());
		}
	}

	boolean waitFor(long time, TimeUnit unit) throws InterruptedException {
		return this.process.waitFor(time, unit);
	}

	int exitValue() {
		return this.process.exitValue();
	}

	boolean hasSaid(String text) {
		return this.console.lastLines().contains(text);
	}

	String lastLines() {
		return ". Its last lines:" + System.lineSeparator() + this.console.lastLines();
	}

	/**
	 * Let the server write what it has to write, and end.
	 */
	void shutDown() {
		this.process.destroy();
		if (!awaitEnd(SECONDS_TO_SHUT_DOWN)) {
			kill();
		}
	}

	void kill() {
		this.process.destroyForcibly();
		awaitEnd(SECONDS_TO_DIE);
	}

	private boolean awaitEnd(int seconds) {
		boolean interrupted = Thread.interrupted();
		try {
			return this.process.waitFor(seconds, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			interrupted = true;
			return false;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
