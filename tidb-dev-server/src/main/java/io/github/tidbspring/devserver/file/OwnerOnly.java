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
 * Files and folders that nobody but their owner can read, where the file system knows
 * such permissions.
 *
 * @since 0.1
 */
public final class OwnerOnly {

	private OwnerOnly() {
	}

	/**
	 * Write a file, which is its owner's from the first byte on. It is there whole or not
	 * at all, whatever happens meanwhile.
	 * @param file the file; an older one is replaced
	 * @param content what to write
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
	 * Create a folder.
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
