package io.github.tidbspring.devserver.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the TiDB executable of this machine: the configured one, the one on the
 * {@code PATH}, or the newest release that TiUP has installed.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/tiup-overview/">TiUP</a>
 */
public final class TiDBLocator {

	/**
	 * The system property with the path of the executable.
	 */
	public static final String PROPERTY = "tidb.dev-server.tidb-binary";

	/**
	 * The environment variable with the path of the executable, used if the property is
	 * not set.
	 */
	public static final String VARIABLE = "TIDB_SERVER_BINARY";

	private static final String PROGRAM = "tidb-server";

	/**
	 * TiUP's folder names of releases; those of nightly and preview builds have a suffix.
	 */
	private static final Pattern RELEASE = Pattern.compile("v\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}");

	private final Platform platform;

	private final UnaryOperator<@Nullable String> environment;

	private final UnaryOperator<@Nullable String> properties;

	/**
	 * Create a locator that uses the system properties and environment of this JVM.
	 */
	public TiDBLocator() {
		this(Platform.current(), System::getenv, System::getProperty);
	}

	TiDBLocator(Platform platform, UnaryOperator<@Nullable String> environment,
			UnaryOperator<@Nullable String> properties) {
		this.platform = platform;
		this.environment = environment;
		this.properties = properties;
	}

	/**
	 * Find the executable.
	 * @param named the path from the builder, or {@code null}
	 * @return the executable, or {@code null} if there is none
	 * @throws ServerException if the file that was found is not a TiDB
	 * @throws InterruptedException if the thread is interrupted
	 */
	public @Nullable TiDBBinary locate(@Nullable Path named) throws ServerException, InterruptedException {
		// An empty property value is converted to an empty path.
		if (named != null && !named.toString().isBlank()) {
			return TiDBBinary.at(named, PROPERTY);
		}
		TiDBBinary configured = configured(this.properties.apply(PROPERTY), PROPERTY);
		if (configured == null) {
			configured = configured(this.environment.apply(VARIABLE), VARIABLE);
		}
		if (configured != null) {
			return configured;
		}
		Path onPath = onPath();
		if (onPath != null) {
			return TiDBBinary.at(onPath, "the PATH");
		}
		Path ofTiUp = ofTiUp();
		return (ofTiUp != null) ? TiDBBinary.at(ofTiUp, "TiUP") : null;
	}

	private static @Nullable TiDBBinary configured(@Nullable String value, String origin)
			throws ServerException, InterruptedException {
		if (value == null || value.isBlank()) {
			return null;
		}
		try {
			return TiDBBinary.at(Path.of(value.strip()), origin);
		}
		catch (InvalidPathException ex) {
			throw new ServerException("The value of " + origin + " is not a valid path on this file system");
		}
	}

	private @Nullable Path onPath() {
		String path = this.environment.apply("PATH");
		for (String folder : ((path != null) ? path : "").split(Pattern.quote(File.pathSeparator))) {
			Path program = programIn(folder);
			if (program != null) {
				return program;
			}
		}
		return null;
	}

	private @Nullable Path programIn(String folder) {
		try {
			// An empty entry means the current directory, which is not searched: a
			// program there is likely unintended.
			Path program = folder.isBlank() ? null
					: Path.of(folder, this.platform.isWindows() ? PROGRAM + ".exe" : PROGRAM);
			return (program != null && Files.isRegularFile(program) && Files.isExecutable(program)) ? program : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	/** Find the newest release of TiUP, whose folder names are versions. */
	private @Nullable Path ofTiUp() {
		Path newest = null;
		Product newestProduct = null;
		try (DirectoryStream<Path> folders = Files.newDirectoryStream(tiUp().resolve("components").resolve("tidb"))) {
			for (Path folder : folders) {
				String version = folder.getFileName().toString();
				Path program = RELEASE.matcher(version).matches() ? programIn(folder.toString()) : null;
				Product product = new Product(Product.TIDB, version);
				if (program != null && (newestProduct == null || product.compareTo(newestProduct) > 0)) {
					newest = program;
					newestProduct = product;
				}
			}
		}
		catch (IOException | DirectoryIteratorException | InvalidPathException ex) {
			// TiUP has not installed a TiDB.
		}
		return newest;
	}

	private Path tiUp() {
		String tiUp = this.environment.apply("TIUP_HOME");
		if (tiUp != null && !tiUp.isBlank()) {
			return Path.of(tiUp);
		}
		String home = this.properties.apply("user.home");
		return Path.of((home != null) ? home : "", ".tiup");
	}

}
