package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.devserver.certificate.CertificateFiles;
import io.github.tidbspring.devserver.file.OwnerOnly;

/**
 * The command that starts a MariaDB with the options that bring its behavior close to
 * TiDB's.
 */
final class ServerCommand {

	/**
	 * TiDB's defaults. TiDB preserves the case of table names and compares them
	 * case-insensitively. On a case-sensitive file system, MariaDB compares them
	 * case-insensitively only if it stores them in lower case (see
	 * {@link ServerBinaries}). In TiDB, all assignments of an UPDATE see the old row.
	 */
	private static final List<String> LIKE_TIDB = List.of("--character-set-server=utf8mb4",
			"--collation-server=utf8mb4_bin", "--character-set-collations=utf8mb4=utf8mb4_bin",
			"--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
					+ "ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION,SIMULTANEOUS_ASSIGNMENT",
			"--transaction-isolation=REPEATABLE-READ", "--max-allowed-packet=64M", "--max-connections=500");

	private static final List<String> SAFE = List.of("--bind-address=" + RunningServer.HOST, "--skip-name-resolve",
			"--local-infile=OFF", "--tls-version=TLSv1.2,TLSv1.3");

	/**
	 * Small buffers: servers for tests start often and run for a short time.
	 */
	private static final List<String> SMALL = List.of("--innodb-buffer-pool-size=64M", "--key-buffer-size=1M",
			"--aria-pagecache-buffer-size=8M", "--innodb-temp-data-file-path=ibtmp1:4M:autoextend",
			"--innodb-buffer-pool-load-at-startup=OFF", "--innodb-buffer-pool-dump-at-shutdown=OFF",
			"--performance-schema=OFF");

	/**
	 * With value 2, a crash of the machine can lose the last second of commits, which is
	 * acceptable here; a crash of the process loses nothing.
	 */
	private static final List<String> FAST = List.of("--innodb-flush-log-at-trx-commit=2");

	private static final List<String> TEMPORARY = List.of("--innodb-doublewrite=OFF", "--innodb-fast-shutdown=2");

	private final ServerSettings settings;

	private final ServerBinaries binaries;

	private final RunFolder run;

	private final DataFolder data;

	private final CertificateFiles certificates;

	private final int port;

	ServerCommand(ServerSettings settings, ServerBinaries binaries, ServerLauncher.Start start) {
		this.settings = settings;
		this.binaries = binaries;
		this.run = start.run();
		this.data = start.data();
		this.certificates = start.certificates();
		this.port = start.port();
	}

	List<String> arguments() throws IOException {
		Path files = Files.createDirectories(this.run.resolve("files"));
		Path temporary = Files.createDirectories(this.run.resolve("tmp"));
		List<String> command = new ArrayList<>(this.binaries.serverCommand(this.data.path()));
		command.addAll(LIKE_TIDB);
		command.addAll(SAFE);
		command.addAll(SMALL);
		command.addAll(FAST);
		if (!this.data.isPersistent()) {
			command.addAll(TEMPORARY);
		}
		command.add("--port=" + this.port);
		// The Unix socket is not used, and its path could exceed the length limit.
		command.add("--socket=");
		command.add("--tmpdir=" + temporary);
		command.add("--secure-file-priv=" + files);
		command.add("--pid-file=" + this.run.resolve("server.pid"));
		command.add("--init-file=" + initFile(this.run));
		command.add("--ssl-cert=" + this.certificates.server());
		command.add("--ssl-key=" + this.certificates.key());
		Path clientAuthority = this.settings.clientAuthority();
		if (clientAuthority != null) {
			command.add("--ssl-ca=" + clientAuthority.toAbsolutePath());
		}
		command.add("--version=" + this.settings.version().apply(this.binaries.version()));
		if (Platform.current().isWindows()) {
			command.add("--console");
		}
		if (Platform.isRoot(this.run.path())) {
			command.add("--user=root");
		}
		return command;
	}

	/**
	 * Write the statements that the server runs before it accepts connections. A file
	 * keeps the password out of the process arguments.
	 * @param password the password of root
	 * @throws IOException if the file cannot be written
	 */
	void writeInitFile(String password) throws IOException {
		OwnerOnly.write(initFile(this.run),
				"CREATE OR REPLACE USER 'root'@'%' IDENTIFIED BY '" + password + "';\n"
						+ "GRANT ALL PRIVILEGES ON *.* TO 'root'@'%' WITH GRANT OPTION;\n"
						+ "DELETE FROM mysql.global_priv WHERE User IN ('root', '') AND Host <> '%';\n"
						+ "FLUSH PRIVILEGES;\n");
	}

	static void deleteInitFile(RunFolder run) throws IOException {
		Files.deleteIfExists(initFile(run));
	}

	private static Path initFile(RunFolder run) {
		return run.resolve("init.sql");
	}

}
