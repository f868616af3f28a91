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
 * Locks a folder for this JVM. The operating system releases the lock when the JVM ends,
 * even if it is killed.
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
	 * @return the lock, or {@code null} if it is held already
	 * @throws IOException if the file cannot be opened
	 */
	static @Nullable FolderLock tryLock(Path file) throws IOException {
		// Closing any channel of a file may release the JVM's lock on it. So this JVM
		// must not open a locked file again. System properties record locked files,
		// because code of all class loaders shares them.
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
				// The former owner may have deleted the file meanwhile. Then this is a
				// lock on a deleted file, which does not exclude other processes.
				if (Files.exists(file)) {
					lock = new FolderLock(file, channel, fileLock);
					return lock;
				}
			}
			catch (OverlappingFileLockException ex) {
				// Other code in this JVM holds the lock.
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
			// Deleted before it is unlocked, so that no other process locks a file that
			// is about to be deleted.
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
