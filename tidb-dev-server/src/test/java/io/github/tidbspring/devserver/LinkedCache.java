package io.github.tidbspring.devserver;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * A cache that has its own authority and its own runs, but borrows the binaries.
 */
record LinkedCache(Path path) implements AutoCloseable {

	static LinkedCache create() throws IOException {
		Path shared = Servers.shared().caCertificate().getParent().getParent().getParent();
		Path cache = Files.createTempDirectory("linked-cache");
		Path layout = Files.createDirectory(cache.resolve("v1"));
		try (DirectoryStream<Path> borrowed = Files.newDirectoryStream(shared, "{mariadb,data}-*[0-9]")) {
			for (Path directory : borrowed) {
				Files.createSymbolicLink(layout.resolve(directory.getFileName()), directory);
			}
		}
		return new LinkedCache(cache);
	}

	/**
	 * Return what is left of its runs.
	 * @return files and folders
	 * @throws IOException if they cannot be listed
	 */
	List<Path> runs() throws IOException {
		Path runs = this.path.resolve("v1").resolve("runs");
		if (!Files.exists(runs)) {
			return List.of();
		}
		try (var files = Files.list(runs)) {
			return files.toList();
		}
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.path);
	}

}
