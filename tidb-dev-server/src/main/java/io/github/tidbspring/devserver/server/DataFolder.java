package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.tidbspring.devserver.file.OwnerOnly;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a server's data, which is temporary or kept across restarts.
 */
final class DataFolder implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DataFolder.class);

	private static final String DATA = "data";

	private static final String SERVER = "server";

	private static final String PASSWORD = "password";

	/**
	 * Name of the file that exists while the data is being created. Data that was not
	 * completed is discarded.
	 */
	private static final String UNFINISHED = "unfinished";

	/** Log files that servers write next to their data. */
	private static final String LOGS = "{tidb.log,tidb-slow.log,tidb-*.log,oom_record}";

	private final Path folder;

	private final @Nullable OwnedFolder owned;

	/** The files next to the data before it was created. */
	private List<Path> before = List.of();

	private boolean begun;

	/** The product that used the data before this start, if it was an older version. */
	private @Nullable Product former;

	/** The state of the data's files before this start. */
	private Map<Path, String> untouched = Map.of();

	private DataFolder(Path folder, @Nullable OwnedFolder owned) {
		this.folder = folder;
		this.owned = owned;
	}

	static DataFolder temporary(RunFolder run) {
		return new DataFolder(run.path(), null);
	}

	static DataFolder persistent(Path directory, Product product) throws ServerException, IOException {
		OwnedFolder owned = OwnedFolder.take(directory);
		DataFolder data = new DataFolder(owned.path(), owned);
		try {
			if (Files.exists(data.resolve(UNFINISHED))) {
				data.discard();
			}
			data.check(product);
			return data;
		}
		catch (ServerException | IOException | RuntimeException ex) {
			RunningServer.closeQuietly(owned);
			throw ex;
		}
	}

	/** Check that a product can read the existing data. */
	private void check(Product product) throws ServerException, IOException {
		Path file = resolve(SERVER);
		if (!Files.exists(file)) {
			if (!isEmpty()) {
				throw new ServerException("The data directory " + this.folder
						+ " has a folder 'data' that was not created by a development server: choose another directory");
			}
			return;
		}
		Product before = Product.parse(Files.readString(file));
		if (before == null) {
			throw new ServerException("The file " + file + " does not say which server has written the data there: "
					+ "delete the directory, or choose another");
		}
		requireName(this.folder, before, product.name(), product.toString());
		if (before.isNumbered() && product.isNumbered() && before.compareTo(product) > 0) {
			throw new ServerException(
					("The data in %s were last opened by %s, and %s may be unable to read what that has written: use "
							+ "that version or a later one, delete the directory, or choose another")
						.formatted(this.folder, before, product));
		}
	}

	/**
	 * Reject a directory with the data of another product, before anything is changed.
	 */
	static void requireName(Path directory, String name) throws ServerException, IOException {
		Path file = directory.resolve(SERVER);
		Product before = Files.isReadable(file) ? Product.parse(Files.readString(file)) : null;
		if (before != null && !Files.exists(directory.resolve(UNFINISHED))) {
			requireName(directory, before, name, name);
		}
	}

	private static void requireName(Path directory, Product before, String name, String product)
			throws ServerException {
		if (!before.name().equals(name)) {
			throw new ServerException(("The data in %s were written by %s, and %s cannot read them: use that server "
					+ "(tidb.dev-server.type=%s), delete the directory, or choose another")
				.formatted(directory, before, product, before.isTiDB() ? "tidb" : "stand-in"));
		}
	}

	/**
	 * Record which product uses the data. After the product was started, other products
	 * may be unable to read the data.
	 */
	void note(Product product) throws IOException {
		if (!isPersistent()) {
			return;
		}
		Path file = resolve(SERVER);
		Product before = Files.exists(file) ? Product.parse(Files.readString(file)) : null;
		if (before != null && before.isNumbered() && before.compareTo(product) < 0) {
			logger.info("The data in {} were written by {}, {} takes them over", this.folder, before, product);
			this.former = before;
			this.untouched = contents();
		}
		if (!product.equals(before)) {
			OwnerOnly.write(file, product.toString());
		}
	}

	/** Return the folder of the data. */
	Path path() {
		return this.folder.resolve(DATA);
	}

	/** Return the folder that contains the data and the files next to it. */
	Path folder() {
		return this.folder;
	}

	/** Return the path of a file next to the data. */
	Path resolve(String name) {
		return this.folder.resolve(name);
	}

	/** Return the file with the password of kept data. */
	Path password() {
		return this.folder.resolve(PASSWORD);
	}

	boolean isPersistent() {
		return this.owned != null;
	}

	boolean isEmpty() {
		return !Files.exists(path());
	}

	long usableSpace() throws IOException {
		return Files.getFileStore(this.folder).getUsableSpace();
	}

	/** Return whether the data is being created. */
	boolean isBegun() {
		return this.begun;
	}

	/** Copy a template, unless there is data already. */
	void copyOf(Path template, Product product) throws IOException {
		if (isEmpty()) {
			begin(product);
			Folders.copy(template, path());
		}
	}

	/** Record that data is going to be created, and by which product. */
	void begin(Product product) throws IOException {
		this.before = logs();
		this.begun = true;
		OwnerOnly.write(resolve(UNFINISHED), "");
		note(product);
	}

	/** Record that the data is complete. */
	void finish() throws IOException {
		Files.deleteIfExists(resolve(UNFINISHED));
		this.begun = false;
		this.former = null;
	}

	/**
	 * Return size and modification time of each file, to detect whether a server has
	 * written to the data.
	 */
	private Map<Path, String> contents() throws IOException {
		if (isEmpty()) {
			return Map.of();
		}
		Map<Path, String> contents = new HashMap<>();
		try (Stream<Path> files = Files.walk(path())) {
			for (Path file : (Iterable<Path>) files::iterator) {
				BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
						LinkOption.NOFOLLOW_LINKS);
				contents.put(file, attributes.size() + " " + attributes.lastModifiedTime());
			}
		}
		return contents;
	}

	/** Record the former version again if a failed start has not changed the data. */
	private void giveBack(Product product) throws IOException {
		if (this.untouched.equals(contents())) {
			OwnerOnly.write(resolve(SERVER), product.toString());
		}
	}

	/** See {@link ProcessRecord#announce(List)}. */
	void announce(List<String> command) throws IOException {
		if (this.owned != null) {
			this.owned.record().announce(command);
		}
	}

	void record(ProcessHandle process, List<String> command) throws IOException {
		if (this.owned != null) {
			this.owned.record().write(process, command);
		}
	}

	private List<Path> logs() throws IOException {
		List<Path> logs = new ArrayList<>();
		try (var files = Files.newDirectoryStream(this.folder, LOGS)) {
			files.forEach(logs::add);
		}
		return logs;
	}

	/**
	 * Delete incomplete data. The marker file goes last, so that an interrupted deletion
	 * is repeated.
	 */
	private void discard() throws IOException {
		Folders.delete(path());
		Files.deleteIfExists(password());
		Files.deleteIfExists(resolve(SERVER));
		Files.deleteIfExists(resolve(UNFINISHED));
	}

	@Override
	public void close() throws IOException {
		if (this.owned == null) {
			return;
		}
		try {
			if (this.former != null) {
				giveBack(this.former);
			}
			if (this.begun) {
				discard();
				for (Path log : logs()) {
					if (!this.before.contains(log)) {
						Folders.delete(log);
					}
				}
			}
		}
		finally {
			this.owned.close();
		}
	}

}
