package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that says which process serves a folder, so that it can be ended when the JVM
 * that started it could not do so.
 */
final class ProcessRecord {

	private static final Logger logger = LoggerFactory.getLogger(ProcessRecord.class);

	/**
	 * Where the operating system counts from the time of its own start, that may seem to
	 * move a little.
	 */
	private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

	private static final int SECONDS_TO_END = 10;

	private final Path file;

	ProcessRecord(Path folder) {
		this.file = folder.resolve("server.properties");
	}

	void write(ProcessHandle process, Path executable) throws IOException {
		Properties properties = new Properties();
		properties.setProperty("pid", Long.toString(process.pid()));
		properties.setProperty("started", process.info().startInstant().map(Instant::toString).orElse(""));
		properties.setProperty("executable", executable.toString());
		try (Writer writer = Files.newBufferedWriter(this.file)) {
			properties.store(writer, null);
		}
	}

	void delete() throws IOException {
		Files.deleteIfExists(this.file);
	}

	/**
	 * End the recorded process, if it still runs and is what it was.
	 * @throws IOException if the record cannot be read
	 * @throws InterruptedException if the thread is interrupted
	 */
	void endProcess() throws IOException, InterruptedException {
		if (!Files.exists(this.file)) {
			return;
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(this.file)) {
			properties.load(reader);
		}
		String pid = properties.getProperty("pid", "");
		if (!pid.matches("[0-9]{1,18}")) {
			return;
		}
		ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElse(null);
		if (process != null && isSame(process, properties)) {
			logger.info("Ending the development server with process id {}, which its JVM left behind", pid);
			end(process);
		}
	}

	private static boolean isSame(ProcessHandle process, Properties properties) {
		String started = properties.getProperty("started", "");
		Instant start = process.info().startInstant().orElse(null);
		if (started.isEmpty() || start == null
				|| Duration.between(Instant.parse(started), start).abs().compareTo(CLOCK_TOLERANCE) > 0) {
			return false;
		}
		String executable = properties.getProperty("executable", "");
		return process.info().command().map(executable::equals).orElse(false);
	}

	private static void end(ProcessHandle process) throws InterruptedException {
		process.destroyForcibly();
		try {
			process.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("The process {} does not end", process.pid());
		}
	}

}
