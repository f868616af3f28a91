package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a server's data: one that is thrown away, or one that is kept.
 */
final class DataFolder implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DataFolder.class);

	private static final String DATA = "data";

	/**
	 * Says of data that they are being made; those that were not finished are no data.
	 */
	private static final String UNFINISHED = "unfinished";

	private final Path folder;

	private final @Nullable ProcessRecord record;

	private final @Nullable FolderLock lock;

	private DataFolder(Path folder, @Nullable ProcessRecord record, @Nullable FolderLock lock) {
		this.folder = folder;
		this.record = record;
		this.lock = lock;
	}

	static DataFolder temporary(RunFolder run) {
		return new DataFolder(run.path(), null, null);
	}

	static DataFolder persistent(Path directory, Product product)
			throws ServerException, IOException, InterruptedException {
		Path folder = Files.createDirectories(directory).toRealPath();
		FolderLock lock = FolderLock.tryLock(folder.resolve("dev-server.lock"));
		if (lock == null) {
			throw new ServerException("The data directory " + directory
					+ " is in use by another development server: close that one, or choose another directory");
		}
		try {
			ProcessRecord record = new ProcessRecord(folder);
			record.endProcess();
			noteProduct(folder, product);
			if (Files.exists(folder.resolve(UNFINISHED))) {
				Folders.delete(folder.resolve(DATA));
				Files.delete(folder.resolve(UNFINISHED));
			}
			return new DataFolder(folder, record, lock);
		}
		catch (ServerException | IOException | InterruptedException | RuntimeException ex) {
			lock.close();
			throw ex;
		}
	}

	private static void noteProduct(Path folder, Product product) throws ServerException, IOException {
		Path file = folder.resolve("server");
		if (!Files.exists(file)) {
			if (Files.exists(folder.resolve(DATA))) {
				throw new ServerException("The data directory " + folder
						+ " has a folder 'data' that is no development server's: choose another directory");
			}
			Files.writeString(file, product.toString());
			return;
		}
		Product before = Product.parse(Files.readString(file));
		if (!before.name().equals(product.name())) {
			throw new ServerException(("The data in %s were written by %s, and %s cannot read them: use that server "
					+ "(tidb.dev-server.type=%s), delete the directory, or choose another")
				.formatted(folder, before, product, before.isTiDB() ? "tidb" : "stand-in"));
		}
		if (before.compareTo(product) > 0) {
			throw new ServerException(
					"The data in %s were written by %s, and %s cannot read them: delete the directory, or choose another"
						.formatted(folder, before, product));
		}
		if (before.compareTo(product) < 0) {
			logger.info("The data in {} were written by {}, {} takes them over", folder, before, product);
		}
		Files.writeString(file, product.toString());
	}

	/** Where the data are. */
	Path path() {
		return this.folder.resolve(DATA);
	}

	/** A file beside the data. */
	Path resolve(String name) {
		return this.folder.resolve(name);
	}

	boolean isPersistent() {
		return this.lock != null;
	}

	boolean isEmpty() {
		return !Files.exists(path());
	}

	/** Copy data, unless there are some. */
	void copyOf(Path template) throws IOException {
		if (isEmpty()) {
			begin();
			Folders.copy(template, path());
			finish();
		}
	}

	/** Say that data are going to be made. */
	void begin() throws IOException {
		Files.writeString(this.folder.resolve(UNFINISHED), "");
	}

	/** Say that they have been made. */
	void finish() throws IOException {
		Files.deleteIfExists(this.folder.resolve(UNFINISHED));
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
