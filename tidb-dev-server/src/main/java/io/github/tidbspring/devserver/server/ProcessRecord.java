package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import io.github.tidbspring.devserver.file.OwnerOnly;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that records which process serves a folder, so that the process can be ended
 * later if its JVM was killed.
 */
final class ProcessRecord {

	private static final Logger logger = LoggerFactory.getLogger(ProcessRecord.class);

	/**
	 * Some operating systems compute a process's start time from their own boot time, and
	 * the result may vary slightly.
	 */
	private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

	private static final Duration TIME_TO_END = Duration.ofSeconds(10);

	/**
	 * The suffix that Linux appends to the path of a program that was deleted or
	 * replaced.
	 */
	private static final String DELETED = " (deleted)";

	private static final String SEPARATOR = "\n";

	private final Path file;

	ProcessRecord(Path folder) {
		this.file = folder.resolve("server.properties");
	}

	/**
	 * Record that a process is going to be started. If this JVM is killed before the
	 * process id is known, the process can be found by its arguments.
	 * @param command the program and its arguments, which contain a folder that no other
	 * process uses
	 */
	void announce(List<String> command) throws IOException {
		write(null, command);
	}

	/**
	 * Record which process has been started.
	 * @param process the process
	 * @param command its program and arguments
	 */
	void write(@Nullable ProcessHandle process, List<String> command) throws IOException {
		Properties properties = new Properties();
		if (process != null) {
			properties.setProperty("pid", Long.toString(process.pid()));
			properties.setProperty("started", process.info().startInstant().map(Instant::toString).orElse(""));
		}
		properties.setProperty("executable", realPath(command.get(0)));
		properties.setProperty("arguments", String.join(SEPARATOR, command.subList(1, command.size())));
		StringWriter text = new StringWriter();
		properties.store(text, null);
		OwnerOnly.write(this.file, text.toString());
	}

	/** The operating system reports the real path of a process's program. */
	private static String realPath(String executable) {
		try {
			return Path.of(executable).toRealPath().toString();
		}
		catch (IOException ex) {
			return executable;
		}
	}

	void delete() throws IOException {
		Files.deleteIfExists(this.file);
	}

	/**
	 * End the recorded process, if it still runs and its id was not reused by another
	 * process.
	 * @return {@code false} if it could not be ended
	 * @throws IOException if the record cannot be read
	 */
	boolean endProcess() throws IOException {
		if (!Files.exists(this.file)) {
			return true;
		}
		Properties recorded = new Properties();
		try (Reader reader = new StringReader(Files.readString(this.file))) {
			recorded.load(reader);
		}
		catch (IllegalArgumentException ex) {
			// The file was not written by this class.
			return true;
		}
		String pid = recorded.getProperty("pid", "");
		List<ProcessHandle> processes = pid.matches("[0-9]{1,18}")
				? ProcessHandle.of(Long.parseLong(pid)).filter((process) -> isSame(process, recorded)).stream().toList()
				: ProcessHandle.allProcesses().filter((process) -> hasArguments(process, recorded)).toList();
		boolean ended = true;
		for (ProcessHandle process : processes) {
			logger.info("Ending the development server with process id {}, which its JVM left behind", process.pid());
			ended &= ProcessFamily.of(process).kill(TIME_TO_END);
		}
		return ended;
	}

	private static boolean isSame(ProcessHandle process, Properties recorded) {
		Instant started = instant(recorded.getProperty("started", ""));
		Instant start = process.info().startInstant().orElse(null);
		if (started == null || start == null || Duration.between(started, start).abs().compareTo(CLOCK_TOLERANCE) > 0) {
			return false;
		}
		String executable = recorded.getProperty("executable", "");
		return process.info()
			.command()
			.filter((command) -> command.equals(executable) || command.equals(executable + DELETED))
			.isPresent() || hasArguments(process, recorded);
	}

	private static @Nullable Instant instant(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Return whether a process has the recorded arguments. If the program is a script,
	 * they follow the arguments of its shell.
	 */
	private static boolean hasArguments(ProcessHandle process, Properties recorded) {
		List<String> expected = List.of(recorded.getProperty("arguments", "").split(SEPARATOR));
		String[] arguments = process.info().arguments().orElse(new String[0]);
		return !expected.equals(List.of("")) && arguments.length >= expected.size()
				&& Arrays.asList(arguments)
					.subList(arguments.length - expected.size(), arguments.length)
					.equals(expected);
	}

}
