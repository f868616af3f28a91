package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.github.tidbspring.devserver.file.OwnerOnly;

/**
 * The configuration of a TiDB that one developer has for himself: nothing of it is
 * outside of its own folders, and nobody reaches it from outside of the machine.
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

	/** What the server executes when it makes its data. */
	private Path initFile() {
		return this.start.run().resolve("init.sql");
	}

	/**
	 * Where its storage is. Of data that are not kept, it is where TiDB has its own
	 * temporary storage, so that it neither waits for the disk nor reserves much of it.
	 */
	private Path storage() {
		Path data = this.start.data().path();
		return this.start.data().isPersistent() ? data : data.resolve("tidb-unistore-temp");
	}

	/** What is to be the system's folder for temporary files. */
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
	 * TiDB takes the path for a part of a URL, whose '#', '?' and '%' are none of the
	 * path. Its host is never that of a drive, which is the current one.
	 */
	private static String url(Path path) {
		StringBuilder url = new StringBuilder();
		for (Path name : path) {
			url.append('/').append(URLEncoder.encode(name.toString(), StandardCharsets.UTF_8).replace("+", "%20"));
		}
		return url.toString();
	}

	/** A text in TOML. */
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
