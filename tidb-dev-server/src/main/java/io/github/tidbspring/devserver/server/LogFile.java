package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A server's log file. Content from before this instance was created is ignored, because
 * the log of kept data has entries of earlier runs.
 */
final class LogFile {

	private static final int LINES = 20;

	/** Longer lines are cut: TiDB writes the stack trace of an error into its line. */
	private static final int LINE_LENGTH = 400;

	private static final int TAIL = 64 * 1024;

	private final Path path;

	private final long begin;

	LogFile(Path path) {
		this.path = path;
		this.begin = path.toFile().length();
	}

	String lastLines() {
		List<String> lines = tail().lines().toList();
		return lines.stream()
			.skip(Math.max(lines.size() - LINES, 0))
			.map((line) -> (line.length() > LINE_LENGTH) ? line.substring(0, LINE_LENGTH) + "…" : line)
			.collect(Collectors.joining(System.lineSeparator()));
	}

	/** Return the end of the log, with uncut lines. */
	String tail() {
		try (RandomAccessFile file = new RandomAccessFile(this.path.toFile(), "r")) {
			// The file may be shorter than before, because the server rotates full log
			// files.
			long from = Math.max((file.length() >= this.begin) ? this.begin : 0, file.length() - TAIL);
			file.seek(from);
			byte[] tail = new byte[(int) (file.length() - from)];
			file.readFully(tail);
			return new String(tail, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
