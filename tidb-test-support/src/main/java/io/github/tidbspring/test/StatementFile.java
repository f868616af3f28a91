package io.github.tidbspring.test;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file of recorded statements. Several JVMs append to it one after another; each JVM
 * writes the same line only once.
 */
class StatementFile {

	private final Path path;

	private final Set<RecordedStatement> written = ConcurrentHashMap.newKeySet();

	StatementFile(Path path) {
		this.path = path.toAbsolutePath();
	}

	void append(RecordedStatement statement) {
		if (this.written.add(statement)) {
			write((statement.toJson() + '\n').getBytes(StandardCharsets.UTF_8));
		}
	}

	private synchronized void write(byte[] line) {
		try {
			Files.createDirectories(this.path.getParent());
			// Not a channel: a channel closes itself if the thread is interrupted.
			try (OutputStream file = new FileOutputStream(this.path.toFile(), true)) {
				file.write(line);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot record a statement in " + this.path, ex);
		}
	}

}
