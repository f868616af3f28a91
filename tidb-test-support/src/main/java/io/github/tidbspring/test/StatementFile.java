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
 * A file of recorded statements. Several JVMs can append to it at the same time; each JVM
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

	private void write(byte[] line) {
		boolean interrupted = false;
		// Java's file locks do not allow overlapping locks of one JVM.
		synchronized (StatementFile.class) {
			while (!isWritten(line)) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Return {@code false} if the thread was interrupted, after clearing its interrupt:
	 * an interrupted thread cannot lock a file.
	 */
	private boolean isWritten(byte[] line) {
		try {
			Files.createDirectories(this.path.getParent());
			try (FileOutputStream file = new FileOutputStream(this.path.toFile(), true)) {
				// Closing the file releases the lock.
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
