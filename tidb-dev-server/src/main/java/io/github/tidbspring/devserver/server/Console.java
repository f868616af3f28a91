package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the output of a process and keeps its last lines.
 */
final class Console {

	private static final Logger logger = LoggerFactory.getLogger(Console.class);

	private static final int REMEMBERED_LINES = 20;

	private static final int LINE_LENGTH = 2000;

	private static final int BUFFER = 8192;

	private final Deque<String> lastLines = new ArrayDeque<>();

	private final Map<String, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();

	private final Thread reader;

	private volatile boolean ended;

	Console(InputStream output, String name) {
		this.reader = new Thread(() -> read(output), name);
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Wait until all output is read that the process wrote before it ended: the system
	 * may report the end of the process before its output is read. The time is limited,
	 * because a child process may keep the output open.
	 * @param limit the longest time to wait
	 */
	void awaitEnd(Duration limit) {
		try {
			this.reader.join(limit.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Return a future that completes when the process writes a text.
	 * @param words the text
	 * @return completes with {@code true} when the text is written, with {@code false} if
	 * the process ends before
	 */
	CompletableFuture<Boolean> said(String words) {
		CompletableFuture<Boolean> said = this.awaited.computeIfAbsent(words, (key) -> new CompletableFuture<>());
		if (lastLines().contains(words)) {
			said.complete(true);
		}
		else if (this.ended) {
			said.complete(false);
		}
		return said;
	}

	String lastLines() {
		synchronized (this.lastLines) {
			return String.join(System.lineSeparator(), this.lastLines);
		}
	}

	private void read(InputStream output) {
		try (Reader reader = new InputStreamReader(output, StandardCharsets.UTF_8)) {
			StringBuilder line = new StringBuilder();
			char[] characters = new char[BUFFER];
			for (int n = reader.read(characters); n >= 0; n = reader.read(characters)) {
				for (int i = 0; i < n; i++) {
					take(characters[i], line);
				}
			}
			end(line);
		}
		catch (IOException ex) {
			logger.debug("The server's output ended", ex);
		}
		finally {
			this.ended = true;
			this.awaited.values().forEach((said) -> said.complete(false));
		}
	}

	/** Programs that are started here may write long lines, or no text at all. */
	private void take(char character, StringBuilder line) {
		if (character == '\n' || character == '\r' || line.length() == LINE_LENGTH) {
			end(line);
		}
		if (character == '\t' || !Character.isISOControl(character)) {
			line.append(character);
		}
	}

	private void end(StringBuilder line) {
		if (!line.isEmpty()) {
			String text = line.toString();
			line.setLength(0);
			logger.debug("{}", text);
			remember(text);
			complete(text);
		}
	}

	private void complete(String line) {
		this.awaited.forEach((words, said) -> {
			if (line.contains(words)) {
				said.complete(true);
			}
		});
	}

	private void remember(String line) {
		synchronized (this.lastLines) {
			if (this.lastLines.size() == REMEMBERED_LINES) {
				this.lastLines.removeFirst();
			}
			this.lastLines.addLast(line);
		}
	}

}
