package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import io.github.tidbspring.devserver.file.OwnerOnly;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one running server. Opening one also removes the folders that killed JVMs
 * have left.
 */
final class RunFolder implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RunFolder.class);

	private static final String LOCK = ".lock";

	private final Path path;

	private final FolderLock lock;

	private RunFolder(Path path, FolderLock lock) {
		this.path = path;
		this.lock = lock;
	}

	static RunFolder open(CacheDirectory cache) throws ServerException, IOException, InterruptedException {
		return cache.exclusively(() -> {
			Path runs = cache.createDirectory("runs");
			clear(runs);
			String name = UUID.randomUUID().toString().substring(0, 13);
			FolderLock lock = FolderLock.tryLock(runs.resolve(name + LOCK));
			if (lock == null) {
				throw new IOException("The new folder " + name + " in " + runs + " is locked");
			}
			try {
				return new RunFolder(OwnerOnly.createFolder(runs.resolve(name)), lock);
			}
			catch (IOException ex) {
				lock.close();
				throw ex;
			}
		});
	}

	Path path() {
		return this.path;
	}

	Path resolve(String name) {
		return this.path.resolve(name);
	}

	@Override
	public void close() throws IOException {
		try {
			Folders.delete(this.path);
		}
		finally {
			this.lock.close();
		}
	}

	private static void clear(Path runs) throws IOException {
		try (DirectoryStream<Path> locks = Files.newDirectoryStream(runs, "*" + LOCK)) {
			for (Path file : locks) {
				String name = file.getFileName().toString();
				clear(file, runs.resolve(name.substring(0, name.length() - LOCK.length())));
			}
		}
	}

	private static void clear(Path lockFile, Path folder) {
		try (@Nullable
		FolderLock lock = FolderLock.tryLock(lockFile)) {
			if (lock != null) {
				new ProcessRecord(folder).endProcess();
				Folders.delete(folder);
			}
		}
		catch (IOException ex) {
			// The start does not fail because of it: the next start tries again.
			logger.debug("The folder {} could not be removed", folder, ex);
		}
	}

}
