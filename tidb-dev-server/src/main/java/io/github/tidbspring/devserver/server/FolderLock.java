package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Says that a folder belongs to this JVM until that ends, however it ends.
 */
final class FolderLock implements AutoCloseable {

	private static final String OWNED = "tidb-dev-server.owned:";

	private final Path file;

	private final FileChannel channel;

	private final FileLock lock;

	private FolderLock(Path file, FileChannel channel, FileLock lock) {
		this.file = file;
		this.channel = channel;
		this.lock = lock;
	}

	/**
	 * Take the lock.
	 * @param file the lock's file
	 * @return the lock, or {@code null} if somebody else has it
	 * @throws IOException if the file cannot be opened
	 */
	static @Nullable FolderLock tryLock(Path file) throws IOException {
		// Closing any channel of a file may release the JVM's lock on it. So a file that
		// this JVM has locked must not be opened again, by code of whatever class loader:
		// system properties are what all of them share.
		if (System.getProperties().putIfAbsent(OWNED + file, Instant.now().toString()) != null) {
			return null;
		}
		FolderLock lock = null;
		try {
			lock = lock(file);
			return lock;
		}
		finally {
			if (lock == null) {
				System.getProperties().remove(OWNED + file);
			}
		}
	}

	private static @Nullable FolderLock lock(Path file) throws IOException {
		while (true) {
			FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			FolderLock lock = null;
			try {
				FileLock fileLock = channel.tryLock();
				if (fileLock == null) {
					return null;
				}
				// Whoever had it may have deleted the file meanwhile: then this is the
				// lock
				// of a file that nobody else will find.
				if (Files.exists(file)) {
					lock = new FolderLock(file, channel, fileLock);
					return lock;
				}
			}
			catch (OverlappingFileLockException ex) {
				// Somebody else in this JVM has it.
				return null;
			}
			finally {
				if (lock == null) {
					channel.close();
				}
			}
		}
	}

	/**
	 * Release the lock and delete its file.
	 */
	@Override
	public void close() throws IOException {
		try {
			// While it is locked, so that nobody gets the lock of a file that is about to
			// go.
			Files.deleteIfExists(this.file);
		}
		finally {
			try {
				this.lock.release();
				this.channel.close();
			}
			finally {
				System.getProperties().remove(OWNED + this.file);
			}
		}
	}

}
