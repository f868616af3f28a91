package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file that a server writes to what happens. Of one that is kept, only what was
 * written since now counts.
 */
final class LogFile {

	private static final int LINES = 20;

	/** TiDB writes the stack of each error into its line. */
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

	/** Return what was written last, with lines as long as they are. */
	String tail() {
		try (RandomAccessFile file = new RandomAccessFile(this.path.toFile(), "r")) {
			// It may have begun anew, where it was full.
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
