package io.github.tidbspring.devserver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.devserver.certificate.CertificateAuthority;
import io.github.tidbspring.devserver.certificate.Validity;
import io.github.tidbspring.devserver.datasource.KnownDatabases;
import io.github.tidbspring.devserver.datasource.TranslatingDataSource;
import io.github.tidbspring.devserver.server.MariaDbServer;
import io.github.tidbspring.devserver.server.ServerException;
import io.github.tidbspring.devserver.server.ServerSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.Assert;

/**
 * A stand-in for TiDB, for development and tests where there is no TiDB: a MariaDB server
 * that knows TiDB's functions and says that it is a stand-in.
 *
 * <pre>{@code
 * try (TiDBDevServer server = TiDBDevServer.start()) {
 *     DataSource dataSource = server.wrap(dataSourceFor(server.url()));
 *     …
 * }
 * }</pre>
 * <p>
 * Vector searches are exact, full-text scores are approximations, and nothing is
 * distributed. Statements that only TiDB understands, such as {@code VECTOR(3)} columns,
 * need a data source that was {@linkplain #wrap(DataSource) wrapped}.
 * <p>
 * The first start of a user unpacks MariaDB into a cache, which takes some seconds; later
 * ones take less than two. Whatever happens to the JVM, its server and temporary folders
 * are gone after it, or after the next start.
 *
 * @since 0.1
 */
public final class TiDBDevServer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TiDBDevServer.class);

	private static final String USERNAME = "root";

	private final MariaDbServer server;

	private final AdminConnections connections;

	private final KnownDatabases databases;

	private final String database;

	private final Thread shutdownHook = new Thread(this::closeAtExit, "tidb-dev-server-shutdown");

	private TiDBDevServer(MariaDbServer server, String database) {
		this.server = server;
		this.database = database;
		this.connections = new AdminConnections(server);
		this.databases = new KnownDatabases(this.connections::installFunctions);
	}

	/**
	 * Start a stand-in on a free port, with an empty database {@code test}.
	 * @return the stand-in
	 * @throws TiDBDevServerException if it cannot be started
	 */
	public static TiDBDevServer start() {
		return builder().start();
	}

	/**
	 * Return a builder, whose defaults are those of {@link #start()}.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the address that the server listens on.
	 * @return always {@code 127.0.0.1}: only this machine can connect
	 */
	public String host() {
		return MariaDbServer.HOST;
	}

	/**
	 * Return the port that the server listens on.
	 * @return the port
	 */
	public int port() {
		return this.server.port();
	}

	/**
	 * Return the name of the user.
	 * @return always {@code root}
	 */
	public String username() {
		return USERNAME;
	}

	/**
	 * Return the password of the user.
	 * @return a random password, another one at each start
	 */
	public String password() {
		return this.server.password();
	}

	/**
	 * Return the name of the database.
	 * @return the database
	 */
	public String database() {
		return this.database;
	}

	/**
	 * Return a database URL in the form that TiDB's tools use, with user and password.
	 * @return the URL, such as {@code mysql://root:secret@127.0.0.1:4000/test}
	 */
	public String url() {
		return "mysql://" + encode(username()) + ":" + encode(password()) + "@" + host() + ":" + port() + "/"
				+ encode(this.database);
	}

	/**
	 * Return what {@code SELECT VERSION()} says.
	 * @return TiDB's version, and what the server really is
	 */
	public String version() {
		return StandInVersion.serverVersion(this.server.mariaDbVersion());
	}

	/**
	 * Return the certificate of the authority that signed the server's certificate.
	 * @return a PEM file, which exists until the stand-in is closed
	 */
	public Path caCertificate() {
		return this.server.caCertificate();
	}

	/**
	 * Wrap a data source of connections to this server, so that it takes TiDB's
	 * statements. Other data sources and clients can use the server too, but must leave
	 * out what MariaDB cannot parse.
	 * <p>
	 * The result unwraps to the data source given, and closes it when it is closed.
	 * @param dataSource a data source, such as a connection pool
	 * @return a data source that takes TiDB's statements
	 */
	public DataSource wrap(DataSource dataSource) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		return TranslatingDataSource.wrap(dataSource, this.databases, this.connections::open);
	}

	/**
	 * Stop the server and delete its temporary folders. To call it again does nothing.
	 */
	@Override
	public void close() {
		this.server.close();
		try {
			Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
		}
		catch (IllegalStateException ex) {
			// The JVM is going down, with or without the hook.
		}
	}

	long processId() {
		return this.server.process().pid();
	}

	private void closeAtExit() {
		JvmExit.awaitApplications();
		this.server.close();
	}

	private void prepare() throws Exception {
		Runtime.getRuntime().addShutdownHook(this.shutdownHook);
		this.connections.createDatabase(this.database);
		this.databases.ensure(this.database);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	@Override
	public String toString() {
		return "TiDBDevServer [" + version() + " at " + host() + ":" + port() + "]";
	}

	/**
	 * Builds a stand-in.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private int port;

		private String database = "test";

		private @Nullable Path dataDirectory;

		private @Nullable Path cacheDirectory;

		private List<String> certificateHosts = CertificateAuthority.LOCAL_HOSTS;

		private @Nullable Validity certificateValidity;

		private @Nullable Path clientAuthority;

		private Duration startTimeout = Duration.ofSeconds(60);

		private Builder() {
		}

		/**
		 * Set the port to listen on.
		 * @param port the port, or 0 (the default) for a free one
		 * @return this builder
		 */
		public Builder port(int port) {
			Assert.isTrue(port >= 0 && port <= 65535, () -> "'port' must be between 0 and 65535, but is " + port);
			this.port = port;
			return this;
		}

		/**
		 * Set the database, which is created if it is missing. The default is
		 * {@code test}.
		 * @param name the database
		 * @return this builder
		 */
		public Builder database(String name) {
			Assert.hasText(name, "'name' must have text");
			this.database = name;
			return this;
		}

		/**
		 * Keep the data in a directory, where the next start finds them. By default they
		 * are in a temporary one, which is deleted.
		 * @param directory the directory, which is created if it is missing
		 * @return this builder
		 */
		public Builder dataDirectory(Path directory) {
			this.dataDirectory = directory;
			return this;
		}

		/**
		 * Set the directory for what is made once, such as the unpacked binaries (some
		 * 350 MB). By default it is the user's own cache directory.
		 * @param directory the directory, which is created if it is missing
		 * @return this builder
		 */
		public Builder cacheDirectory(Path directory) {
			this.cacheDirectory = directory;
			return this;
		}

		/**
		 * Set the hosts that the server's certificate is for. The default is
		 * {@code localhost} with its addresses.
		 * @param namesOrAddresses host names and IP addresses
		 * @return this builder
		 */
		public Builder certificateHosts(String... namesOrAddresses) {
			Assert.notEmpty(namesOrAddresses, "'namesOrAddresses' must not be empty");
			this.certificateHosts = List.of(namesOrAddresses);
			return this;
		}

		/**
		 * Set when the server's certificate is valid. The default is from yesterday on,
		 * for a year.
		 * @param notBefore the first moment
		 * @param notAfter the last moment
		 * @return this builder
		 */
		public Builder certificateValidity(Instant notBefore, Instant notAfter) {
			this.certificateValidity = new Validity(notBefore, notAfter);
			return this;
		}

		/**
		 * Set the CA whose certificates clients may show, so that a user can be made with
		 * {@code REQUIRE X509} or {@code REQUIRE SUBJECT}. Clients without a certificate
		 * can connect all the same.
		 * @param file a PEM file with the certificate of the CA
		 * @return this builder
		 */
		public Builder clientAuthority(Path file) {
			Assert.isTrue(Files.isReadable(file), () -> "'file' must be a readable file, but " + file + " is not");
			this.clientAuthority = file;
			return this;
		}

		/**
		 * Set how long the server may take until it is ready. What happens only at the
		 * very first start does not count. The default is a minute.
		 * @param timeout the time
		 * @return this builder
		 */
		public Builder startTimeout(Duration timeout) {
			Assert.isTrue(!timeout.isNegative() && !timeout.isZero(), "'timeout' must be positive");
			this.startTimeout = timeout;
			return this;
		}

		/**
		 * Start the stand-in and wait until it takes connections.
		 * @return the stand-in
		 * @throws TiDBDevServerException if it cannot be started
		 */
		public TiDBDevServer start() {
			ServerSettings settings = new ServerSettings(this.port, this.dataDirectory, this.cacheDirectory,
					this.certificateHosts, this.certificateValidity, this.clientAuthority, this.startTimeout,
					StandInVersion::serverVersion);
			try {
				TiDBDevServer standIn = new TiDBDevServer(MariaDbServer.start(settings), this.database);
				prepare(standIn);
				logger.info("Started a stand-in for TiDB at {}:{} (MariaDB {}), for development and tests",
						standIn.host(), standIn.port(), standIn.server.mariaDbVersion());
				return standIn;
			}
			catch (ServerException ex) {
				throw new TiDBDevServerException(ex.getMessage(), ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new TiDBDevServerException("The thread was interrupted while the stand-in started", ex);
			}
		}

		private static void prepare(TiDBDevServer standIn) {
			try {
				standIn.prepare();
			}
			catch (Exception ex) {
				standIn.close();
				throw new TiDBDevServerException(
						"The database " + standIn.database + " could not be prepared: " + ex.getMessage(), ex);
			}
		}

	}

}
