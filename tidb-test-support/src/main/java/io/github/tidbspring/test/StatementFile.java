package io.github.tidbspring.test;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file of recorded statements. Several JVMs append to it, also at the same time, and
 * each of them writes a line once.
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

	private void write(byte[] line) {
		boolean interrupted = false;
		// A JVM may lock a file only once at a time.
		synchronized (StatementFile.class) {
			while (!isWritten(line)) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/** Not by a thread that is interrupted, which gets no lock and is then none. */
	private boolean isWritten(byte[] line) {
		try {
			Files.createDirectories(this.path.getParent());
			try (FileOutputStream file = new FileOutputStream(this.path.toFile(), true)) {
				// Closing the file ends the lock.
				file.getChannel().lock();
				file.write(line);
				return true;
			}
		}
		catch (ClosedByInterruptException | FileLockInterruptionException ex) {
			Thread.interrupted();
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot record a statement in " + this.path, ex);
		}
	}

}
