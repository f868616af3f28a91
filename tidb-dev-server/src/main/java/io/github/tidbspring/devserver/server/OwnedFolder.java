package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A data directory that a user has configured, locked for one server at a time.
 */
final class OwnedFolder implements AutoCloseable {

	private final Path path;

	/** The number of folders that were created, the directory itself included. */
	private final int made;

	private final FolderLock lock;

	private OwnedFolder(Path path, int made, FolderLock lock) {
		this.path = path;
		this.made = made;
		this.lock = lock;
	}

	/**
	 * Lock a folder, and end a server that was left running there by a killed JVM.
	 * @param directory the folder, which is created if it does not exist
	 * @return the folder
	 * @throws ServerException if it cannot be used
	 */
	static OwnedFolder take(Path directory) throws ServerException {
		int missing = missing(directory.toAbsolutePath().normalize());
		OwnedFolder owned = null;
		try {
			Path folder = Files.createDirectories(directory).toRealPath();
			FolderLock lock = FolderLock.tryLock(folder.resolve("dev-server.lock"));
			if (lock == null) {
				throw new ServerException("The data directory " + directory
						+ " is in use by another development server: close that one, or choose another directory");
			}
			owned = new OwnedFolder(folder, missing, lock);
			if (!owned.record().endProcess()) {
				throw new ServerException("The data directory " + directory
						+ " is in use by a development server that does not end: end it, or choose another directory");
			}
			return owned;
		}
		catch (IOException ex) {
			RunningServer.closeQuietly((owned != null) ? owned : () -> deleteEmpty(directory, missing));
			throw new ServerException(
					"The data directory " + directory + " cannot be used (" + ServerException.reason(ex)
							+ "): choose another, or check that this user may write there and that there is space left",
					ex);
		}
		catch (ServerException | RuntimeException ex) {
			if (owned != null) {
				RunningServer.closeQuietly(owned);
			}
			throw ex;
		}
	}

	private static int missing(Path directory) {
		int missing = 0;
		for (Path path = directory; path != null && !Files.exists(path); path = path.getParent()) {
			missing++;
		}
		return missing;
	}

	Path path() {
		return this.path;
	}

	ProcessRecord record() {
		return new ProcessRecord(this.path);
	}

	/** Release the lock, and delete created folders that are empty. */
	@Override
	public void close() throws IOException {
		try {
			record().delete();
		}
		finally {
			this.lock.close();
		}
		deleteEmpty(this.path, this.made);
	}

	private static void deleteEmpty(Path folder, int number) throws IOException {
		Path path = folder;
		for (int i = 0; i < number && path != null; i++) {
			try {
				Files.deleteIfExists(path);
			}
			catch (DirectoryNotEmptyException ex) {
				return;
			}
			path = path.getParent();
		}
	}

}
