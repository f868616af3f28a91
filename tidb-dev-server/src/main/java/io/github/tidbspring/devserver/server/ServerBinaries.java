package io.github.tidbspring.devserver.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * MariaDB's binaries.
 *
 * @param server the server program
 * @param installer the program that creates an empty data directory
 * @param base the base directory of MariaDB's other files, or {@code null} if the
 * binaries know it
 * @param environment the environment variables that the binaries need
 * @param version MariaDB's version, such as {@code 11.4.5}
 */
record ServerBinaries(Path server, Path installer, @Nullable Path base, Map<String, String> environment,
		String version) {

	/**
	 * Options that the server and the installer must share, because they determine the
	 * data files. Few and small files are copied quickly.
	 */
	private static final List<String> STORAGE = List.of("--innodb-log-file-size=4M", "--innodb-undo-tablespaces=0",
			"--lower-case-table-names=" + (Platform.current().isMac() ? "2" : "1"));

	List<String> serverCommand(Path dataDirectory) {
		List<String> command = new ArrayList<>(List.of(this.server.toString(), "--no-defaults"));
		addCommon(command, dataDirectory);
		command.addAll(STORAGE);
		return command;
	}

	List<String> installCommand(Path dataDirectory, boolean root) {
		List<String> command = new ArrayList<>(List.of(this.installer.toString()));
		if (Platform.current().isWindows()) {
			command.add("--datadir=" + dataDirectory);
			return command;
		}
		command.add("--no-defaults");
		addCommon(command, dataDirectory);
		command.addAll(List.of("--force", "--skip-name-resolve", "--skip-test-db", "--skip-ssl",
				"--auth-root-authentication-method=normal"));
		command.addAll(STORAGE);
		if (root) {
			command.add("--user=root");
		}
		return command;
	}

	private void addCommon(List<String> command, Path dataDirectory) {
		if (this.base != null) {
			command.add("--basedir=" + this.base);
		}
		command.add("--datadir=" + dataDirectory);
	}

}
