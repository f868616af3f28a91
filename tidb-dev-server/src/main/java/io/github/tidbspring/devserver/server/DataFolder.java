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
 * The folder of a server's data: one that is thrown away, or one that is kept.
 */
final class DataFolder implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DataFolder.class);

	private static final String DATA = "data";

	private static final String SERVER = "server";

	private static final String PASSWORD = "password";

	/**
	 * Says of data that they are being made; those that were not finished are no data.
	 */
	private static final String UNFINISHED = "unfinished";

	/** What servers write beside their data. */
	private static final String LOGS = "{tidb.log,tidb-slow.log,tidb-*.log,oom_record}";

	private final Path folder;

	private final @Nullable OwnedFolder owned;

	/** What was beside the data before they were made. */
	private List<Path> before = List.of();

	private boolean begun;

	/** What had the data before this start, if that was an older one. */
	private @Nullable Product former;

	/** What the data were before it. */
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

	/** Find out whether a product can read what is there. */
	private void check(Product product) throws ServerException, IOException {
		Path file = resolve(SERVER);
		if (!Files.exists(file)) {
			if (!isEmpty()) {
				throw new ServerException("The data directory " + this.folder
						+ " has a folder 'data' that is no development server's: choose another directory");
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
	 * Refuse a directory that has another product's data, before anything else is done.
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
	 * Write down which product has the data. From its start on, they may be its alone.
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

	/** Where the data are. */
	Path path() {
		return this.folder.resolve(DATA);
	}

	/** Where the data are, and what is beside them. */
	Path folder() {
		return this.folder;
	}

	/** A file beside the data. */
	Path resolve(String name) {
		return this.folder.resolve(name);
	}

	/** Where the password of data is that keep one. */
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

	/** Return whether data are being made. */
	boolean isBegun() {
		return this.begun;
	}

	/** Copy data, unless there are some. */
	void copyOf(Path template, Product product) throws IOException {
		if (isEmpty()) {
			begin(product);
			Folders.copy(template, path());
		}
	}

	/** Say that data are going to be made, and by which product. */
	void begin(Product product) throws IOException {
		this.before = logs();
		this.begun = true;
		OwnerOnly.write(resolve(UNFINISHED), "");
		note(product);
	}

	/** Say that they have been made, and serve. */
	void finish() throws IOException {
		Files.deleteIfExists(resolve(UNFINISHED));
		this.begun = false;
		this.former = null;
	}

	/** Of each file of the data, what changes when it is written. */
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

	/** Of a start that failed before it opened the data, nothing is to be seen. */
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

	/** Delete data that were not finished, and last what says that they were not. */
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
