package io.github.tidbspring.devserver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import io.github.tidbspring.devserver.certificate.CertificateAuthority;
import io.github.tidbspring.devserver.certificate.Validity;
import io.github.tidbspring.devserver.datasource.KnownDatabases;
import io.github.tidbspring.devserver.datasource.TranslatingDataSource;
import io.github.tidbspring.devserver.server.Product;
import io.github.tidbspring.devserver.server.RunningServer;
import io.github.tidbspring.devserver.server.ServerException;
import io.github.tidbspring.devserver.server.ServerLauncher;
import io.github.tidbspring.devserver.server.ServerSettings;
import io.github.tidbspring.devserver.server.TiDBBinary;
import io.github.tidbspring.devserver.server.TiDBLocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.Assert;

/**
 * A server for development and tests that needs no installation: a TiDB if one is
 * installed on this machine, otherwise a stand-in. The stand-in is a MariaDB with TiDB's
 * functions; its version and description say that it is a stand-in.
 *
 * <pre>{@code
 * try (TiDBDevServer server = TiDBDevServer.start()) {
 *     DataSource dataSource = server.wrap(dataSourceFor(server.url()));
 *     …
 * }
 * }</pre>
 * <p>
 * A <b>TiDB</b> is one process with embedded storage and no TiFlash: it has no vector
 * index and no full-text search, and vector searches are exact. The executable is looked
 * up in this order: {@link Builder#tidbBinary}, the system property
 * {@value io.github.tidbspring.devserver.server.TiDBLocator#PROPERTY}, the environment
 * variable {@value io.github.tidbspring.devserver.server.TiDBLocator#VARIABLE},
 * {@code tidb-server} on the {@code PATH}, the newest release that TiUP has installed.
 * <p>
 * On a <b>stand-in</b>, vector searches are exact, full-text scores are approximations,
 * and data is not distributed. Statements that only TiDB supports, such as
 * {@code VECTOR(3)} columns, need a {@linkplain #wrap(DataSource) wrapped} data source.
 * The first start of each user unpacks MariaDB into a cache, which takes several seconds;
 * later starts take less than two.
 * <p>
 * A shutdown hook stops the server and deletes its temporary files when the JVM ends. If
 * the JVM was killed, the next start of a development server does so. The server listens
 * on the loopback address only.
 * <p>
 * Instances are thread-safe.
 *
 * @since 0.1
 */
public final class TiDBDevServer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TiDBDevServer.class);

	private static final String TYPE = "tidb.dev-server.type";

	private static final String USERNAME = "root";

	private final RunningServer server;

	private final AdminConnections connections;

	private final KnownDatabases databases;

	private final String database;

	private final Thread shutdownHook = new Thread(this::closeAtExit, "tidb-dev-server-shutdown");

	private String version = "";

	private TiDBDevServer(RunningServer server, String database) {
		this.server = server;
		this.database = database;
		this.connections = new AdminConnections(server);
		this.databases = new KnownDatabases(this.connections::installFunctions);
	}

	/**
	 * Start a server on a free port, with an empty database {@code test}. The call blocks
	 * until the server accepts connections.
	 * @return the server
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
	 * @return always {@code 127.0.0.1}, so that only this machine can connect
	 */
	public String host() {
		return RunningServer.HOST;
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
	 * @return a random password. It is new at each start, except for a TiDB with a data
	 * directory, which keeps the password of its first start
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
	 * Return a database URL in the form that TiDB's tools use. It contains user and
	 * password.
	 * @return the URL, such as {@code mysql://root:secret@127.0.0.1:4000/test}
	 */
	public String url() {
		return "mysql://" + encode(username()) + ":" + encode(password()) + "@" + host() + ":" + port() + "/"
				+ encode(this.database);
	}

	/**
	 * Return a URL for JDBC, without user and password. Connections are encrypted; to
	 * verify the server too, trust {@link #caCertificate()}.
	 * @return the URL, such as {@code jdbc:mysql://127.0.0.1:4000/test?sslMode=REQUIRED}
	 */
	public String jdbcUrl() {
		return "jdbc:mysql://" + host() + ":" + port() + "/" + encode(this.database) + "?sslMode=REQUIRED";
	}

	/**
	 * Return the result of {@code SELECT VERSION()}.
	 * @return TiDB's version; the version of a stand-in also contains MariaDB's
	 */
	public String version() {
		return this.version;
	}

	/**
	 * Return whether the server is a stand-in instead of a TiDB.
	 * @return {@code true} for a stand-in, {@code false} for a TiDB
	 */
	public boolean isStandIn() {
		return !this.server.product().isTiDB();
	}

	/**
	 * Return the certificate of the CA that signed the server's certificate.
	 * @return a PEM file, which exists until the server is closed
	 */
	public Path caCertificate() {
		return this.server.caCertificate();
	}

	/**
	 * Wrap a data source of connections to this server, so that a stand-in accepts TiDB's
	 * statements. Other data sources and clients can use the stand-in too, but only with
	 * statements that MariaDB can parse. If the server is a TiDB, the given data source
	 * is returned.
	 * <p>
	 * The result unwraps to the given data source. Closing the result closes the given
	 * data source.
	 * @param dataSource a data source, such as a connection pool
	 * @return a data source that accepts TiDB's statements
	 */
	public DataSource wrap(DataSource dataSource) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		return isStandIn() ? TranslatingDataSource.wrap(dataSource, this.databases, this.connections::open)
				: dataSource;
	}

	/**
	 * Stop the server and delete its temporary files. Data in a
	 * {@linkplain Builder#dataDirectory(Path) data directory} is kept. Further calls have
	 * no effect.
	 */
	@Override
	public void close() {
		this.server.close();
		try {
			Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
		}
		catch (IllegalStateException ex) {
			// The JVM is shutting down: the hook runs, and has nothing left to do.
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
		JvmExit.addHook(this.shutdownHook);
		this.connections.createDatabase(this.database);
		if (isStandIn()) {
			this.databases.ensure(this.database);
		}
		this.version = this.connections.version();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	@Override
	public String toString() {
		return "TiDBDevServer [" + version() + " at " + host() + ":" + port() + "]";
	}

	/**
	 * Return a description of the server for a log: the product, its version and the
	 * features that it lacks.
	 * @return a part of a sentence, such as "a stand-in for TiDB (MariaDB 11.4.5)"
	 */
	public String description() {
		return describe(this.server.product());
	}

	static String describe(Product product) {
		if (!product.isTiDB()) {
			return "a stand-in for TiDB (" + product + ")";
		}
		return product + " (one process with embedded storage, no TiFlash: no vector index, no full-text search"
				+ (product.isBefore(8, 4) ? "; and before 8.4 a TiDB has no vectors)" : ")");
	}

	/**
	 * The kind of server to start.
	 *
	 * @since 0.1
	 */
	public enum Type {

		/**
		 * A TiDB if one is installed on this machine, otherwise a stand-in.
		 */
		AUTO,

		/** A TiDB. */
		TIDB,

		/**
		 * A stand-in.
		 */
		STAND_IN

	}

	/**
	 * A builder of a server. Not thread-safe.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private @Nullable Type type;

		private @Nullable Path tidbBinary;

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
		 * Set the kind of server to start. The default is the value of the system
		 * property {@code tidb.dev-server.type} ({@code auto}, {@code tidb} or
		 * {@code stand-in}), or {@link Type#AUTO} if it is not set.
		 * @param type the kind of server
		 * @return this builder
		 */
		public Builder type(Type type) {
			Assert.notNull(type, "'type' must not be null");
			this.type = type;
			return this;
		}

		/**
		 * Set the TiDB executable. It is started unless the type is
		 * {@link Type#STAND_IN}.
		 * @param file the executable {@code tidb-server}
		 * @return this builder
		 */
		public Builder tidbBinary(Path file) {
			Assert.notNull(file, "'file' must not be null");
			this.tidbBinary = file;
			return this;
		}

		/**
		 * Set the port to listen on.
		 * @param port the port from 1 to 65535, or 0 (the default) for a free one
		 * @return this builder
		 * @throws IllegalArgumentException if the port is not between 0 and 65535
		 */
		public Builder port(int port) {
			Assert.isTrue(port >= 0 && port <= 65535, () -> "'port' must be between 0 and 65535, but is " + port);
			this.port = port;
			return this;
		}

		/**
		 * Set the name of the database. It is created if it does not exist. The default
		 * is {@code test}, the database of a newly installed TiDB.
		 * @param name the database
		 * @return this builder
		 * @throws IllegalArgumentException if the name is empty or blank
		 */
		public Builder database(String name) {
			Assert.hasText(name, "'name' must have text");
			this.database = name;
			return this;
		}

		/**
		 * Set the directory that keeps the data across restarts. By default the data is
		 * in a temporary directory, which is deleted when the server is closed. Only one
		 * server at a time can use a data directory.
		 * @param directory the directory, which is created if it is missing
		 * @return this builder
		 */
		public Builder dataDirectory(Path directory) {
			this.dataDirectory = directory;
			return this;
		}

		/**
		 * Set the directory of files that are created once and reused, such as the
		 * unpacked binaries (about 350 MB). The default is a directory in the user's
		 * cache directory.
		 * @param directory the directory, which is created if it is missing
		 * @return this builder
		 */
		public Builder cacheDirectory(Path directory) {
			this.cacheDirectory = directory;
			return this;
		}

		/**
		 * Set the host names and addresses in the server's certificate. The default is
		 * {@code localhost}, {@code 127.0.0.1} and {@code ::1}.
		 * @param namesOrAddresses host names and IP addresses
		 * @return this builder
		 * @throws IllegalArgumentException if there is no name or address
		 */
		public Builder certificateHosts(String... namesOrAddresses) {
			Assert.notEmpty(namesOrAddresses, "'namesOrAddresses' must not be empty");
			this.certificateHosts = List.of(namesOrAddresses);
			return this;
		}

		/**
		 * Set the validity period of the server's certificate. By default it is valid for
		 * a year, from yesterday on, since the clocks of containers may differ.
		 * @param notBefore the start of the period
		 * @param notAfter the end of the period
		 * @return this builder
		 * @throws IllegalArgumentException if {@code notAfter} is not after
		 * {@code notBefore}
		 */
		public Builder certificateValidity(Instant notBefore, Instant notAfter) {
			this.certificateValidity = new Validity(notBefore, notAfter);
			return this;
		}

		/**
		 * Set the CA whose client certificates the server accepts, so that users can be
		 * created with {@code REQUIRE X509} or {@code REQUIRE SUBJECT}. Clients without a
		 * certificate can still connect.
		 * @param file a PEM file with the certificate of the CA
		 * @return this builder
		 * @throws IllegalArgumentException if the file cannot be read
		 */
		public Builder clientAuthority(Path file) {
			Assert.isTrue(Files.isReadable(file), () -> "'file' must be a readable file, but " + file + " is not");
			this.clientAuthority = file;
			return this;
		}

		/**
		 * Set how long the server may take until it accepts connections. One-time work,
		 * such as unpacking the binaries, does not count. The default is one minute: a
		 * start takes a few seconds, but build machines can be busy.
		 * @param timeout the timeout, which must be positive
		 * @return this builder
		 * @throws IllegalArgumentException if the timeout is not positive
		 */
		public Builder startTimeout(Duration timeout) {
			Assert.isTrue(!timeout.isNegative() && !timeout.isZero(), "'timeout' must be positive");
			this.startTimeout = timeout;
			return this;
		}

		/**
		 * Start the server and wait until it accepts connections.
		 * @return the running server
		 * @throws TiDBDevServerException if it cannot be started, or if the thread is
		 * interrupted meanwhile
		 */
		public TiDBDevServer start() {
			ServerSettings settings = new ServerSettings(this.port, this.dataDirectory, this.cacheDirectory,
					this.certificateHosts, this.certificateValidity, this.clientAuthority, this.startTimeout,
					StandInVersion::serverVersion);
			StartGuard guard = new StartGuard();
			try (guard) {
				TiDBDevServer server = new TiDBDevServer(launcher(settings).launch(), this.database);
				prepare(server);
				logger.info("Started {} at {}:{}, for development and tests", server.description(), server.host(),
						server.port());
				return server;
			}
			catch (ServerException ex) {
				throw new TiDBDevServerException(ex.getMessage(), ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new TiDBDevServerException("The thread was interrupted while the development server started", ex);
			}
		}

		private ServerLauncher launcher(ServerSettings settings) throws ServerException, InterruptedException {
			Type type = (this.type != null) ? this.type : configuredType();
			TiDBBinary binary = (type != Type.STAND_IN) ? new TiDBLocator().locate(this.tidbBinary) : null;
			if (binary != null) {
				return ServerLauncher.of(settings, binary);
			}
			if (type == Type.TIDB) {
				throw new TiDBDevServerException(
						"No TiDB was found on this machine: set the path of a tidb-server in " + TiDBLocator.PROPERTY
								+ " or " + TiDBLocator.VARIABLE + ", or install one with 'tiup install tidb'",
						null);
			}
			return ServerLauncher.ofStandIn(settings);
		}

		private static Type configuredType() {
			String value = System.getProperty(TYPE, "").strip().toUpperCase(Locale.ROOT).replace('-', '_');
			for (Type type : Type.values()) {
				if (value.isEmpty() || type.name().equals(value)) {
					return type;
				}
			}
			throw new TiDBDevServerException("The system property " + TYPE + " must be auto, tidb or stand-in", null);
		}

		private static void prepare(TiDBDevServer server) {
			try {
				server.prepare();
			}
			catch (TiDBDevServerException ex) {
				server.close();
				throw ex;
			}
			catch (Exception ex) {
				server.close();
				throw new TiDBDevServerException(
						"The database " + server.database + " could not be prepared: " + ex.getMessage(), ex);
			}
		}

	}

}
