package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * The cache directory of a user's development servers: files that are created once, and
 * the folders of running servers.
 */
final class CacheDirectory {

	/**
	 * Changed whenever the layout changes, so that different versions can be used side by
	 * side.
	 */
	private static final String LAYOUT = "v1";

	private final Path root;

	private CacheDirectory(Path root) {
		this.root = root;
	}

	static CacheDirectory open(@Nullable Path directory) throws ServerException {
		Path root = ((directory != null) ? directory : defaultDirectory()).toAbsolutePath().resolve(LAYOUT);
		try {
			// The operating system reports the real path of a process's program.
			return new CacheDirectory(Files.createDirectories(root).toRealPath());
		}
		catch (IOException ex) {
			throw new ServerException("The cache directory " + root + " cannot be created ("
					+ ServerException.reason(ex) + "): choose another with cacheDirectory(...)", ex);
		}
	}

	Path root() {
		return this.root;
	}

	Path resolve(String name) {
		return this.root.resolve(name);
	}

	Path createDirectory(String name) throws IOException {
		return Files.createDirectories(this.root.resolve(name));
	}

	/**
	 * Run an action that only one process of this user may run at a time.
	 * @param action the action
	 * @param <T> the type of the result
	 * @return the result of the action
	 * @throws ServerException if it fails
	 * @throws IOException if it fails
	 * @throws InterruptedException if the thread is interrupted
	 */
	<T extends @Nullable Object> T exclusively(Action<T> action)
			throws ServerException, IOException, InterruptedException {
		Path file = resolve("cache.lock");
		// A file lock is held by the whole JVM. Its threads synchronize on an interned
		// string, which all class loaders share.
		synchronized (("tidb-dev-server:" + file).intern()) {
			try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
				// Closing the channel releases the lock.
				channel.lock();
				return action.run();
			}
		}
	}

	private static Path defaultDirectory() {
		Platform platform = Platform.current();
		Path home = Path.of(System.getProperty("user.home", ""));
		Path caches;
		if (platform.isWindows()) {
			caches = fromEnvironment("LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
		}
		else if (platform.isMac()) {
			caches = home.resolve("Library").resolve("Caches");
		}
		else {
			caches = fromEnvironment("XDG_CACHE_HOME", home.resolve(".cache"));
		}
		if (caches.startsWith(home) && !Files.isWritable(home)) {
			// Users in containers and of services often have no home directory.
			return Path.of(System.getProperty("java.io.tmpdir"),
					"tidb-dev-server-" + System.getProperty("user.name", "user"));
		}
		return caches.resolve("tidb-dev-server");
	}

	private static Path fromEnvironment(String variable, Path otherwise) {
		String value = System.getenv(variable);
		return (value != null && !value.isBlank() && Path.of(value).isAbsolute()) ? Path.of(value) : otherwise;
	}

	/**
	 * An action that only one process may run at a time.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Action<T extends @Nullable Object> {

		T run() throws ServerException, IOException, InterruptedException;

	}

}
