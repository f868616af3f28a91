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
 * A server for development and tests, with nothing to install: a TiDB where the machine
 * has one, and otherwise a stand-in, which is a MariaDB that knows TiDB's functions and
 * says that it is a stand-in.
 *
 * <pre>{@code
 * try (TiDBDevServer server = TiDBDevServer.start()) {
 *     DataSource dataSource = server.wrap(dataSourceFor(server.url()));
 *     …
 * }
 * }</pre>
 * <p>
 * A <b>TiDB</b> is one process with embedded storage and no TiFlash: it has no vector
 * index and no full-text search, and vector searches are exact. It is the program that
 * {@link Builder#tidbBinary} names, or the property
 * {@value io.github.tidbspring.devserver.server.TiDBLocator#PROPERTY}, or the variable
 * {@value io.github.tidbspring.devserver.server.TiDBLocator#VARIABLE}; otherwise
 * {@code tidb-server} on the {@code PATH}; otherwise the newest that TiUP has installed.
 * <p>
 * On a <b>stand-in</b>, vector searches are exact, full-text scores are approximations,
 * and nothing is distributed. Statements that only TiDB understands, such as
 * {@code VECTOR(3)} columns, need a data source that was {@linkplain #wrap(DataSource)
 * wrapped}. The first start of a user unpacks MariaDB into a cache, which takes some
 * seconds; later ones take less than two.
 * <p>
 * Whatever happens to the JVM, its server and temporary folders are gone after it, or
 * after the next start. Only this machine can connect.
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
	 * Start a server on a free port, with an empty database {@code test}.
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
	 * @return always {@code 127.0.0.1}: only this machine can connect
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
	 * @return a random password: another one at each start, or, where a TiDB's data are
	 * kept, that of the first
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
	 * Return a URL for JDBC, without user and password. Connections are encrypted; to
	 * verify the server too, trust {@link #caCertificate()}.
	 * @return the URL, such as {@code jdbc:mysql://127.0.0.1:4000/test?sslMode=REQUIRED}
	 */
	public String jdbcUrl() {
		return "jdbc:mysql://" + host() + ":" + port() + "/" + encode(this.database) + "?sslMode=REQUIRED";
	}

	/**
	 * Return what {@code SELECT VERSION()} says.
	 * @return TiDB's version; of a stand-in also what the server really is
	 */
	public String version() {
		return this.version;
	}

	/**
	 * Return whether the server is a stand-in, and no TiDB.
	 * @return whether it is
	 */
	public boolean isStandIn() {
		return !this.server.product().isTiDB();
	}

	/**
	 * Return the certificate of the authority that signed the server's certificate.
	 * @return a PEM file, which exists until the server is closed
	 */
	public Path caCertificate() {
		return this.server.caCertificate();
	}

	/**
	 * Wrap a data source of connections to this server, so that a stand-in takes TiDB's
	 * statements. Other data sources and clients can use the server too, but must leave
	 * out what MariaDB cannot parse. A data source of a TiDB is returned as it is.
	 * <p>
	 * The result unwraps to the data source given, and closes it when it is closed.
	 * @param dataSource a data source, such as a connection pool
	 * @return a data source that takes TiDB's statements
	 */
	public DataSource wrap(DataSource dataSource) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		return isStandIn() ? TranslatingDataSource.wrap(dataSource, this.databases, this.connections::open)
				: dataSource;
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
	 * Return what runs, and what it lacks, in words for a log.
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
	 * Which server is started.
	 *
	 * @since 0.1
	 */
	public enum Type {

		/**
		 * A TiDB where this machine has one, otherwise a stand-in.
		 */
		AUTO,

		/**
		 * A TiDB.
		 */
		TIDB,

		/**
		 * A stand-in.
		 */
		STAND_IN

	}

	/**
	 * Builds a server.
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
		 * Set which server is started. The default is what the system property
		 * {@code tidb.dev-server.type} says ({@code auto}, {@code tidb} or
		 * {@code stand-in}), or {@link Type#AUTO}.
		 * @param type which one
		 * @return this builder
		 */
		public Builder type(Type type) {
			Assert.notNull(type, "'type' must not be null");
			this.type = type;
			return this;
		}

		/**
		 * Set the program of a TiDB, which is started unless the type is
		 * {@link Type#STAND_IN}.
		 * @param file the program {@code tidb-server}
		 * @return this builder
		 */
		public Builder tidbBinary(Path file) {
			Assert.notNull(file, "'file' must not be null");
			this.tidbBinary = file;
			return this;
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
		 * Start the server and wait until it takes connections.
		 * @return the server
		 * @throws TiDBDevServerException if it cannot be started
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
				throw new TiDBDevServerException("There is no TiDB on this machine: name the program tidb-server in "
						+ TiDBLocator.PROPERTY + " or " + TiDBLocator.VARIABLE + ", or get one by 'tiup install tidb'",
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
			throw new TiDBDevServerException("The system property " + TYPE + " is none of auto, tidb and stand-in",
					null);
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
