package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.github.tidbspring.devserver.file.OwnerOnly;

/**
 * The configuration of a TiDB for one developer: all its files are in its own folders,
 * and it listens on the loopback address only.
 *
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/tidb-configuration-file/">Configuration file</a>
 */
final class TiDBConfiguration {

	private final ServerSettings settings;

	private final ServerLauncher.Start start;

	TiDBConfiguration(ServerSettings settings, ServerLauncher.Start start) {
		this.settings = settings;
		this.start = start;
	}

	Path file() {
		return this.start.run().resolve("tidb.toml");
	}

	Path log() {
		return this.start.data().resolve("tidb.log");
	}

	/** The SQL file that the server runs when it creates its data. */
	private Path initFile() {
		return this.start.run().resolve("init.sql");
	}

	/**
	 * The folder of the storage. For temporary data it has the name of TiDB's own
	 * temporary storage; then TiDB neither waits for the disk nor reserves much space.
	 */
	private Path storage() {
		Path data = this.start.data().path();
		return this.start.data().isPersistent() ? data : data.resolve("tidb-unistore-temp");
	}

	/** The folder that the server uses as the system's folder for temporary files. */
	Path temporary() {
		return this.start.data().isPersistent() ? this.start.run().resolve("tmp") : this.start.data().path();
	}

	void write() throws IOException {
		Path temporary = Files.createDirectories(this.start.run().resolve("tmp"));
		Files.createDirectories(temporary());
		Path clientAuthority = this.settings.clientAuthority();
		OwnerOnly.write(initFile(), "ALTER USER 'root'@'%' IDENTIFIED BY '" + this.start.password() + "';\n");
		OwnerOnly.write(file(), String.format(Locale.ROOT, """
				host = %s
				port = %d
				socket = ""
				store = "unistore"
				path = %s
				temp-dir = %s
				tmp-storage-path = %s
				initialize-sql-file = %s

				[log]
				level = "info"
				slow-query-file = %s

				[log.file]
				filename = %s
				max-size = 50
				max-backups = 2

				[status]
				report-status = false

				[security]
				ssl-cert = %s
				ssl-key = %s
				ssl-ca = %s
				""", quoted(RunningServer.HOST), this.start.port(), quoted(url(storage())), quoted(temporary),
				quoted(temporary), quoted(initFile()), quoted(this.start.data().resolve("tidb-slow.log")),
				quoted(log()), quoted(this.start.certificates().server()), quoted(this.start.certificates().key()),
				quoted((clientAuthority != null) ? clientAuthority.toAbsolutePath() : "")));
	}

	void deleteSecrets() throws IOException {
		Files.deleteIfExists(initFile());
	}

	/**
	 * TiDB parses the path as part of a URL, so '#', '?' and '%' must be encoded. A
	 * Windows drive is left out, because it would be parsed as the URL's host; the path
	 * is relative to the current drive.
	 */
	private static String url(Path path) {
		StringBuilder url = new StringBuilder();
		for (Path name : path) {
			url.append('/').append(URLEncoder.encode(name.toString(), StandardCharsets.UTF_8).replace("+", "%20"));
		}
		return url.toString();
	}

	/** Return a TOML string. */
	private static String quoted(Object value) {
		StringBuilder text = new StringBuilder("\"");
		for (char c : value.toString().toCharArray()) {
			if (c == '"' || c == '\\') {
				text.append('\\').append(c);
			}
			else if (c < ' ' || c == 0x7F) {
				text.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
			}
			else {
				text.append(c);
			}
		}
		return text.append('"').toString();
	}

}
