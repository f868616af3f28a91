package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The process of a server.
 */
final class ServerProcess {

	private static final int SECONDS_TO_SHUT_DOWN = 30;

	private static final int SECONDS_TO_DIE = 10;

	private final String name;

	private final Process process;

	private final Console console;

	private final @Nullable LogFile log;

	private ServerProcess(String name, Process process, Console console, @Nullable LogFile log) {
		this.name = name;
		this.process = process;
		this.console = console;
		this.log = log;
	}

	/**
	 * Start a program.
	 * @param name what to call it
	 * @param command the command
	 * @param environment variables that it needs
	 * @param folder where it runs
	 * @param log the file that it writes what happens to, or {@code null} if that is the
	 * console
	 * @param hint what to say where it cannot be started
	 * @return the process
	 * @throws ServerException if it cannot be started
	 */
	static ServerProcess start(String name, List<String> command, Map<String, String> environment, Path folder,
			@Nullable LogFile log, String hint) throws ServerException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
		builder.environment().putAll(environment);
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			return new ServerProcess(name, process, new Console(process.getInputStream(), "tidb-dev-server-console"),
					log);
		}
		catch (IOException ex) {
			throw new ServerException(command.get(0) + " cannot be started (" + ex.getMessage() + "). " + hint, ex);
		}
	}

	ProcessHandle handle() {
		return this.process.toHandle();
	}

	Console console() {
		return this.console;
	}

	/**
	 * Wait until the server takes connections.
	 * @param readiness how one knows
	 * @param timeout how long to wait
	 * @param port its port
	 * @param password its password of root
	 * @return {@code false} if it ended instead
	 * @throws ServerException if it did neither in time
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean awaitReady(Readiness readiness, Duration timeout, int port, String password)
			throws ServerException, InterruptedException {
		Readiness.Outcome outcome = readiness.await(this, timeout, port, password);
		if (outcome == Readiness.Outcome.TOO_SLOW) {
			throw new ServerException(this.name + " was not ready after " + timeout.toSeconds()
					+ " s: is the machine busy? startTimeout(...) gives it longer" + lastLines());
		}
		return outcome == Readiness.Outcome.READY;
	}

	boolean waitFor(long time, TimeUnit unit) throws InterruptedException {
		return this.process.waitFor(time, unit);
	}

	int exitValue() {
		return this.process.exitValue();
	}

	boolean hasSaid(String text) {
		return words().contains(text);
	}

	String lastLines() {
		String words = words();
		return words.isEmpty() ? "" : ". Its last lines:" + System.lineSeparator() + words;
	}

	private String words() {
		String said = this.console.lastLines();
		String written = (this.log != null) ? this.log.lastLines() : "";
		return (said.isEmpty() || written.isEmpty()) ? said + written : written + System.lineSeparator() + said;
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
