package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that somebody has chosen for data, and that one server has at a time.
 */
final class OwnedFolder implements AutoCloseable {

	private final Path path;

	/** How many folders were made for it, with itself. */
	private final int made;

	private final FolderLock lock;

	private OwnedFolder(Path path, int made, FolderLock lock) {
		this.path = path;
		this.made = made;
		this.lock = lock;
	}

	/**
	 * Take a folder, and end the server that a JVM which was killed has left there.
	 * @param directory the folder, which is made if it is missing
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
							+ "): choose another, or see that this user may write there and that there is space left",
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

	/** What was made for nothing is deleted. */
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
