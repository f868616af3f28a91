package io.github.tidbspring.devserver.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Creates files and folders that only their owner can read, on file systems that support
 * such permissions.
 *
 * @since 0.1
 */
public final class OwnerOnly {

	private OwnerOnly() {
	}

	/**
	 * Write a file that only its owner can read, from the first byte on. The write is
	 * atomic: the file has either the complete new content or its former state.
	 * @param file the file, which is replaced if it exists
	 * @param content the content
	 * @throws IOException if it cannot be written
	 */
	public static void write(Path file, String content) throws IOException {
		Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
		Files.deleteIfExists(unfinished);
		Files.createFile(unfinished, attributes(file, "rw-------"));
		try {
			Files.writeString(unfinished, content, StandardOpenOption.TRUNCATE_EXISTING);
			move(unfinished, file);
		}
		catch (IOException ex) {
			Files.deleteIfExists(unfinished);
			throw ex;
		}
	}

	private static void move(Path unfinished, Path file) throws IOException {
		try {
			Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/**
	 * Create a folder that only its owner can access.
	 * @param folder the folder
	 * @return the folder
	 * @throws IOException if it cannot be created
	 */
	public static Path createFolder(Path folder) throws IOException {
		return Files.createDirectory(folder, attributes(folder, "rwx------"));
	}

	private static FileAttribute<?>[] attributes(Path path, String permissions) {
		if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			return new FileAttribute<?>[0];
		}
		return new FileAttribute<?>[] {
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) };
	}

}
