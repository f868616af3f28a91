package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The process of a server.
 */
final class ServerProcess {

	private static final Duration TIME_TO_SHUT_DOWN = Duration.ofSeconds(30);

	private static final Duration TIME_TO_READ = Duration.ofSeconds(2);

	private static final Duration TIME_TO_DIE = Duration.ofSeconds(10);

	private final ServerProgram program;

	private final Process process;

	private final Console console;

	private final @Nullable String password;

	private ServerProcess(ServerProgram program, @Nullable String password, Process process, Console console) {
		this.program = program;
		this.password = password;
		this.process = process;
		this.console = console;
	}

	/**
	 * Start a program.
	 * @param program the program
	 * @param password the password of root, or {@code null}. It is removed from the last
	 * lines of the output
	 * @return the process
	 * @throws ServerException if it cannot be started
	 */
	static ServerProcess start(ServerProgram program, @Nullable String password) throws ServerException {
		ProcessBuilder builder = new ProcessBuilder(program.startCommand()).directory(program.folder().toFile())
			.redirectErrorStream(true);
		builder.environment().putAll(program.environment());
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			return new ServerProcess(program, password, process,
					new Console(process.getInputStream(), "tidb-dev-server-console"));
		}
		catch (IOException ex) {
			throw new ServerException(
					program.command().get(0) + " cannot be started (" + ex.getMessage() + "). " + program.hint(), ex);
		}
	}

	ProcessHandle handle() {
		return this.process.toHandle();
	}

	Console console() {
		return this.console;
	}

	boolean waitFor(long time, TimeUnit unit) throws InterruptedException {
		return this.process.waitFor(time, unit);
	}

	int exitValue() {
		return this.process.exitValue();
	}

	/**
	 * Return whether the last lines of the output contain a text, ignoring case.
	 * @param text the text
	 * @return {@code true} if they do
	 */
	boolean hasSaid(String text) {
		LogFile log = this.program.log();
		return contains(consoleLines(), text) || (log != null && contains(log.tail(), text));
	}

	private static boolean contains(String words, String text) {
		return words.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
	}

	private String consoleLines() {
		if (!handle().isAlive()) {
			this.console.awaitEnd(TIME_TO_READ);
		}
		return this.console.lastLines();
	}

	String lastLines() {
		LogFile log = this.program.log();
		String words = Stream.of((log != null) ? log.lastLines() : "", consoleLines())
			.filter((said) -> !said.isEmpty())
			.collect(Collectors.joining(System.lineSeparator()));
		if (this.password != null) {
			words = words.replace(this.password, "******");
		}
		return words.isEmpty() ? "" : ". Its last lines:" + System.lineSeparator() + words;
	}

	/**
	 * Shut down the server gracefully, so that it writes its data.
	 */
	void shutDown() {
		ProcessFamily family = ProcessFamily.of(handle());
		if (!family.shutDown(TIME_TO_SHUT_DOWN)) {
			family.kill(TIME_TO_DIE);
		}
	}

	void kill() {
		ProcessFamily.of(handle()).kill(TIME_TO_DIE);
	}

}
