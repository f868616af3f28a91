package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a server's data: a copy that is thrown away, or one that is kept.
 */
final class DataFolder implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DataFolder.class);

	private final Path path;

	private final @Nullable ProcessRecord record;

	private final @Nullable FolderLock lock;

	private DataFolder(Path path, @Nullable ProcessRecord record, @Nullable FolderLock lock) {
		this.path = path;
		this.record = record;
		this.lock = lock;
	}

	static DataFolder temporary(RunFolder run, Path template) throws IOException {
		Path data = run.resolve("data");
		Folders.copy(template, data);
		return new DataFolder(data, null, null);
	}

	static DataFolder persistent(Path directory, Path template, String version)
			throws ServerException, IOException, InterruptedException {
		Path folder = Files.createDirectories(directory).toRealPath();
		FolderLock lock = FolderLock.tryLock(folder.resolve("stand-in.lock"));
		if (lock == null) {
			throw new ServerException("The data directory " + directory
					+ " is in use by another stand-in: close that one, or choose another directory");
		}
		try {
			ProcessRecord record = new ProcessRecord(folder);
			record.endProcess();
			Path data = folder.resolve("data");
			if (!Files.exists(data)) {
				Path unfinished = folder.resolve("data.unfinished");
				Folders.delete(unfinished);
				Folders.copy(template, unfinished);
				Folders.publish(unfinished, data);
			}
			noteVersion(folder.resolve("version"), version);
			return new DataFolder(data, record, lock);
		}
		catch (ServerException | IOException | InterruptedException | RuntimeException ex) {
			lock.close();
			throw ex;
		}
	}

	private static void noteVersion(Path file, String version) throws ServerException, IOException {
		String writtenBy = Files.exists(file) ? Files.readString(file).strip() : version;
		int order = Runtime.Version.parse(writtenBy).compareTo(Runtime.Version.parse(version));
		if (order > 0) {
			throw new ServerException("The data in " + file.getParent() + " were written by MariaDB " + writtenBy
					+ ", and MariaDB " + version + " cannot read them: delete the directory, or choose another");
		}
		if (order < 0) {
			logger.info("The data in {} were written by MariaDB {}, MariaDB {} takes them over", file.getParent(),
					writtenBy, version);
		}
		Files.writeString(file, version);
	}

	Path path() {
		return this.path;
	}

	boolean isPersistent() {
		return this.lock != null;
	}

	void record(ProcessHandle process, Path executable) throws IOException {
		if (this.record != null) {
			this.record.write(process, executable);
		}
	}

	@Override
	public void close() throws IOException {
		if (this.record != null) {
			this.record.delete();
		}
		if (this.lock != null) {
			this.lock.close();
		}
	}

}
