package io.github.tidbspring.client.connection;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.internal.driver.ConnectorJ;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * All that is needed to connect to a TiDB, checked and complete. Immutable; shows no
 * secret in {@link #toString()}.
 *
 * <pre class="code">
 * HikariDataSource pool = ConnectionSettings.builder()
 *     .databaseUrl("mysql://root:@127.0.0.1:4000/test")
 *     .build()
 *     .toDataSource();
 * </pre>
 *
 * @since 0.1
 */
public final class ConnectionSettings {

	/** Where a TiDB on one's own machine listens. */
	public static final String DEFAULT_HOST = "127.0.0.1";

	/** The port that TiDB listens on. */
	public static final int DEFAULT_PORT = 4000;

	/** The user that a new TiDB has. */
	public static final String DEFAULT_USERNAME = "root";

	/** The database that a new TiDB has. */
	public static final String DEFAULT_DATABASE = "test";

	private final DefaultBuilder given;

	private final List<String> hosts;

	private final int port;

	private final String username;

	private final @Nullable String password;

	private final Supplier<Credentials> credentials;

	private final @Nullable String database;

	private final @Nullable SslMaterial sslMaterial;

	private final SslMode sslMode;

	private final Map<String, String> driverProperties;

	private ConnectionSettings(DefaultBuilder given) {
		this.given = given;
		this.database = given.resolveDatabase();
		this.sslMaterial = given.tls.material(given.url);
		this.driverProperties = given.resolveDriverProperties(this.sslMaterial);
		this.hosts = given.resolveHosts();
		this.port = given.resolvePort();
		this.username = given.resolveUsername();
		this.password = given.resolvePassword();
		this.credentials = given.resolveCredentials(this.username, this.password);
		this.sslMode = given.tls.mode(given.url, this.hosts, this.sslMaterial, this.driverProperties);
	}

	/**
	 * Describe a connection. Without anything else it goes to
	 * {@value #DEFAULT_HOST}:{@value #DEFAULT_PORT} as {@value #DEFAULT_USERNAME} without
	 * a password, into the database {@value #DEFAULT_DATABASE}.
	 * @return a builder
	 */
	public static Builder builder() {
		return new DefaultBuilder();
	}

	/**
	 * Return the settings that a database URL describes.
	 * @param databaseUrl the URL, see {@link Builder#databaseUrl(String)}
	 * @return the settings
	 * @throws InvalidConnectionSettingException if the URL cannot be used
	 */
	public static ConnectionSettings of(String databaseUrl) {
		return builder().databaseUrl(databaseUrl).build();
	}

	/**
	 * Change some of these settings. The builder has all that was given for these, the
	 * database URL apart from what was set beside it: what contradicts the URL is still
	 * found.
	 * @return a builder; what it makes does not change these settings
	 */
	public Builder mutate() {
		return new DefaultBuilder(this.given);
	}

	/**
	 * Return the host, the first one where there are several.
	 * @return a host name, or an address without brackets
	 */
	public String host() {
		return this.hosts.get(0);
	}

	/**
	 * Return the port.
	 * @return the port, 1 to 65535
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return the database.
	 * @return the name, or {@code null} for a connection without a database
	 */
	public @Nullable String database() {
		return this.database;
	}

	/**
	 * Return the TLS mode in effect.
	 * @return the mode, never {@link SslMode#AUTO}
	 */
	public SslMode sslMode() {
		return this.sslMode;
	}

	/**
	 * Return the kind of endpoint; the most demanding one where there are several hosts.
	 * @return the kind
	 */
	public EndpointKind endpointKind() {
		return TlsPolicy.strictest(this.hosts);
	}

	String username() {
		return this.username;
	}

	@Nullable String password() {
		return this.password;
	}

	/** Who logs in to a new connection. */
	Supplier<Credentials> credentials() {
		return this.credentials;
	}

	/** Whether only the application knows who logs in, and may say another each time. */
	boolean isAskingForCredentials() {
		return this.given.credentials != null;
	}

	boolean isEnsureDatabase() {
		return this.given.ensureDatabase;
	}

	/**
	 * Return the URL for the driver. Only where a URL gave several hosts with different
	 * credentials, it contains those.
	 * @return a {@code jdbc:mysql:} URL without parameters
	 */
	String jdbcUrl() {
		String ofSeveralHosts = this.given.driverUrl();
		if (ofSeveralHosts != null) {
			return ofSeveralHosts;
		}
		String path = (this.database != null) ? DatabaseUrl.encode(this.database) : "";
		// Not %d: there are locales with digits of their own.
		return "jdbc:mysql://%s:%s/%s".formatted(DatabaseUrl.inUrl(host()), this.port, path);
	}

	/**
	 * Whether {@link #jdbcUrl()} and {@link #driverProperties()} may be logged: neither
	 * contains a password, be it a keystore's.
	 */
	boolean isFreeOfSecrets() {
		return !hasCredentialsByHost() && this.driverProperties.keySet()
			.stream()
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("password"));
	}

	/** Whether a URL with several hosts says for each of them who logs in. */
	boolean hasCredentialsByHost() {
		return this.given.url != null && this.given.url.hasCredentialsByHost();
	}

	/**
	 * Whether there may be a certificate of the client; what a context has is not known.
	 */
	boolean mayShowCertificate() {
		return (this.sslMaterial != null && this.sslMaterial.mayHaveKey())
				|| this.driverProperties.containsKey(DriverProperties.KEY_STORE)
				|| System.getProperty("javax.net.ssl.keyStore") != null;
	}

	@Nullable SslMaterial sslMaterial() {
		return this.sslMaterial;
	}

	List<Consumer<HikariConfig>> poolCustomizers() {
		return this.given.poolCustomizers;
	}

	/** The properties for the driver, without credentials and without TLS material. */
	Properties driverProperties() {
		Properties properties = new Properties();
		properties.putAll(DriverProperties.defaults());
		properties.putAll(this.driverProperties);
		if (DriverProperties.setTimeZone(this.driverProperties)) {
			// The session is what it was made to be, and the driver must not think
			// otherwise.
			DriverProperties.timeZone().forEach((name) -> {
				if (!this.driverProperties.containsKey(name)) {
					properties.remove(name);
				}
			});
		}
		properties.setProperty("sslMode", this.sslMode.name());
		if (this.given.driverUrl() != null) {
			// For the hosts without a port: the driver's own default is MySQL's.
			properties.setProperty("port", String.valueOf(DEFAULT_PORT));
			properties.putIfAbsent("retriesAllDown", DriverProperties.RETRIES_ALL_DOWN);
		}
		if (this.sslMode != SslMode.DISABLED) {
			properties.putIfAbsent("tlsVersions", "TLSv1.2,TLSv1.3");
		}
		return properties;
	}

	/**
	 * Create a connection pool with these settings. It connects when the first connection
	 * is asked for, and belongs to the caller, who closes it.
	 * @return a pool
	 */
	public HikariDataSource toDataSource() {
		return TiDBHikariDataSource.create(this);
	}

	/**
	 * Have a pool of such settings close a connection when it is back, instead of lending
	 * it to anybody else: what was changed on it cannot be undone.
	 * @param dataSource the pool
	 * @param connection a connection that was taken from it
	 * @return {@code false} if it is another pool, which does not know how to wait
	 * @throws SQLException if the connection cannot be asked what it is
	 */
	public static boolean retire(DataSource dataSource, Connection connection) throws SQLException {
		if (!(dataSource instanceof TiDBHikariDataSource pool)) {
			return false;
		}
		pool.retire(connection);
		return true;
	}

	/**
	 * Return whether the sessions of a pool of such settings are in UTC, and the driver
	 * knows it.
	 * @param dataSource the pool
	 * @return {@code false} if they may not be, or it is another pool
	 */
	public static boolean isInUtc(DataSource dataSource) {
		return dataSource instanceof TiDBHikariDataSource pool && pool.isInUtc();
	}

	/** Where the connection goes, for messages. */
	String place() {
		return (this.given.driverUrl() != null) ? String.join(", ", this.hosts)
				: DatabaseUrl.inUrl(host()) + ":" + this.port;
	}

	@Override
	public String toString() {
		return "%s%s (TLS %s)".formatted(place(), (this.database != null) ? "/" + this.database : "", this.sslMode);
	}

	/**
	 * Describes a connection: each value is checked where it is given, and all together
	 * by {@link #build()}. A setting given twice with different values, once here and
	 * once in the URL, is an error and not a matter of precedence. Not thread-safe. Not
	 * for others to implement.
	 */
	public interface Builder {

		/**
		 * Set the database URL: {@code mysql://user:password@host:4000/database}, the
		 * same with {@code mysql+pymysql://} or any other driver, or
		 * {@code jdbc:mysql://}. User name, password and database are percent-encoded,
		 * IPv6 addresses stand in brackets, the port defaults to 4000. Parameters are
		 * {@code ssl_verify_cert}, {@code ssl_verify_identity}, {@code ssl_ca},
		 * {@code ssl_disabled}, {@code charset=utf8mb4}, and all properties of
		 * Connector/J; any other is an error. A {@code jdbc:mysql:} URL may have several
		 * hosts.
		 * @param databaseUrl the URL
		 * @return this builder
		 * @throws InvalidConnectionSettingException if the URL cannot be used
		 */
		Builder databaseUrl(String databaseUrl);

		/**
		 * Set the host. Not together with {@link #databaseUrl(String)}.
		 * @param host a host name or an address
		 * @return this builder
		 */
		Builder host(String host);

		/**
		 * Set the port.
		 * @param port the port, 1 to 65535; 4000 by default
		 * @return this builder
		 */
		Builder port(int port);

		/**
		 * Set the user name.
		 * @param username the user name; on TiDB Cloud Starter and Essential with the
		 * cluster's prefix
		 * @return this builder
		 */
		Builder username(String username);

		/**
		 * Set the password.
		 * @param password the password; {@code null} for none
		 * @return this builder
		 */
		Builder password(@Nullable String password);

		/**
		 * Set what gives user name and password, instead of {@link #username(String)},
		 * {@link #password(String)} and user information in the URL: for passwords that
		 * are rotated, and tokens that expire. It is asked for each new connection, and
		 * not before the first one; connections that are there stay as they are until the
		 * pool retires them ({@code maxLifetime}). It has to be thread-safe, and quick: a
		 * pool that waits for it lends no new connection.
		 * @param credentials gives the credentials; what it throws ends as the cause of a
		 * failure to connect, {@link ConnectionFailure.Reason#CREDENTIALS_UNAVAILABLE}
		 * @return this builder
		 */
		Builder credentials(Supplier<Credentials> credentials);

		/**
		 * Set the database.
		 * @param database the name; {@code null} or empty to connect without a database
		 * @return this builder
		 */
		Builder database(@Nullable String database);

		/**
		 * Set whether the database is created when it is missing: before the first
		 * connection, with {@code CREATE DATABASE IF NOT EXISTS}.
		 * @param ensureDatabase {@code true} to create it
		 * @return this builder
		 */
		Builder ensureDatabase(boolean ensureDatabase);

		/**
		 * Set how TLS is used.
		 * @param sslMode the mode; {@link SslMode#AUTO} by default
		 * @return this builder
		 */
		Builder sslMode(SslMode sslMode);

		/**
		 * Trust the CA certificates in a file, and no others.
		 * @param pemFile a file in PEM form, read by {@link #build()}
		 * @return this builder
		 */
		Builder caCertificate(Path pemFile);

		/**
		 * Use an SSL context of the application: what it trusts, and the key it shows the
		 * server. Not together with {@link #caCertificate(Path)}.
		 * @param sslContext gives the context; asked for each new connection, so that
		 * renewed certificates take effect
		 * @return this builder
		 */
		default Builder sslContext(Supplier<SSLContext> sslContext) {
			return sslContext("the SSL context", sslContext);
		}

		/**
		 * Use an SSL context of the application: what it trusts, and the key it shows the
		 * server. Not together with {@link #caCertificate(Path)}.
		 * @param description what it is, for messages
		 * @param sslContext gives the context; asked for each new connection, so that
		 * renewed certificates take effect
		 * @return this builder
		 */
		Builder sslContext(String description, Supplier<SSLContext> sslContext);

		/**
		 * Set a property of Connector/J.
		 * @param name the driver's name for it
		 * @param value the value
		 * @return this builder
		 * @throws InvalidConnectionSettingException if there is no such property, or it
		 * is not for the driver to decide
		 */
		Builder driverProperty(String name, String value);

		/**
		 * Change settings of the connection pool, after our defaults. The pool's URL,
		 * driver and credentials are not for change.
		 * @param customizer changes the pool's configuration
		 * @return this builder
		 */
		Builder pool(Consumer<HikariConfig> customizer);

		/**
		 * Check everything and make the settings. Connects to nothing.
		 * @return the settings
		 * @throws InvalidConnectionSettingException if something cannot be used
		 */
		ConnectionSettings build();

	}

	/**
	 * Who logs in. Immutable; shows the password to nobody who does not ask for it.
	 *
	 * @since 0.1
	 */
	public static final class Credentials {

		private final String username;

		private final @Nullable String password;

		private Credentials(String username, @Nullable String password) {
			this.username = username;
			this.password = password;
		}

		/**
		 * Return credentials.
		 * @param username the user name; on TiDB Cloud Starter and Essential with the
		 * cluster's prefix
		 * @param password the password; {@code null} for none
		 * @return the credentials
		 * @throws InvalidConnectionSettingException if the user name is empty, or one of
		 * the two contains a NUL character
		 */
		public static Credentials of(String username, @Nullable String password) {
			Assert.notNull(username, "'username' must not be null");
			if (username.isEmpty()) {
				throw new InvalidConnectionSettingException("username", "it is empty");
			}
			checkNul("username", username);
			checkNul("password", password);
			return new Credentials(username, password);
		}

		/** It would end the text early in the protocol's handshake. */
		private static void checkNul(String setting, @Nullable String text) {
			if (text != null && text.indexOf('\0') >= 0) {
				throw new InvalidConnectionSettingException(setting, "it contains a NUL character");
			}
		}

		/**
		 * Return the user name.
		 * @return the user name
		 */
		public String username() {
			return this.username;
		}

		/**
		 * Return the password.
		 * @return the password, or {@code null} for none
		 */
		public @Nullable String password() {
			return this.password;
		}

		@Override
		public String toString() {
			return "Credentials of a user";
		}

	}

	/**
	 * What was given, and what it comes to together with what the URL says.
	 */
	static final class DefaultBuilder implements Builder {

		private @Nullable DatabaseUrl url;

		private @Nullable String host;

		private @Nullable Integer port;

		private @Nullable String username;

		private @Nullable String password;

		private @Nullable Supplier<Credentials> credentials;

		private @Nullable String database;

		private boolean databaseGiven;

		private boolean ensureDatabase;

		private TlsSettings tls = TlsSettings.NONE;

		private final Map<String, String> driverProperties;

		private final List<Consumer<HikariConfig>> poolCustomizers;

		DefaultBuilder() {
			this.driverProperties = new LinkedHashMap<>();
			this.poolCustomizers = new ArrayList<>();
		}

		private DefaultBuilder(DefaultBuilder other) {
			this.url = other.url;
			this.host = other.host;
			this.port = other.port;
			this.username = other.username;
			this.password = other.password;
			this.credentials = other.credentials;
			this.database = other.database;
			this.databaseGiven = other.databaseGiven;
			this.ensureDatabase = other.ensureDatabase;
			this.tls = other.tls;
			this.driverProperties = new LinkedHashMap<>(other.driverProperties);
			this.poolCustomizers = new ArrayList<>(other.poolCustomizers);
		}

		@Override
		public Builder databaseUrl(String databaseUrl) {
			Assert.notNull(databaseUrl, "'databaseUrl' must not be null");
			ConnectorJ.require();
			this.url = DatabaseUrl.of(databaseUrl);
			return this;
		}

		@Override
		public Builder host(String host) {
			Assert.notNull(host, "'host' must not be null");
			this.host = DatabaseUrl.host("host", host);
			return this;
		}

		@Override
		public Builder port(int port) {
			if (port < 1 || port > 65535) {
				throw new InvalidConnectionSettingException("port", port + " is not a number from 1 to 65535");
			}
			this.port = port;
			return this;
		}

		@Override
		public Builder username(String username) {
			Assert.notNull(username, "'username' must not be null");
			if (username.isEmpty()) {
				throw new InvalidConnectionSettingException("username", "it is empty; leave it out for root");
			}
			Credentials.checkNul("username", username);
			this.username = username;
			return this;
		}

		@Override
		public Builder password(@Nullable String password) {
			Credentials.checkNul("password", password);
			this.password = password;
			return this;
		}

		@Override
		public Builder credentials(Supplier<Credentials> credentials) {
			Assert.notNull(credentials, "'credentials' must not be null");
			this.credentials = credentials;
			return this;
		}

		@Override
		public Builder database(@Nullable String database) {
			this.database = (database != null && !database.isEmpty()) ? database : null;
			this.databaseGiven = true;
			return this;
		}

		@Override
		public Builder ensureDatabase(boolean ensureDatabase) {
			this.ensureDatabase = ensureDatabase;
			return this;
		}

		@Override
		public Builder sslMode(SslMode sslMode) {
			Assert.notNull(sslMode, "'sslMode' must not be null");
			this.tls = this.tls.withMode(sslMode);
			return this;
		}

		@Override
		public Builder caCertificate(Path pemFile) {
			Assert.notNull(pemFile, "'pemFile' must not be null");
			this.tls = this.tls.withCaCertificate(pemFile);
			return this;
		}

		@Override
		public Builder sslContext(String description, Supplier<SSLContext> sslContext) {
			Assert.notNull(sslContext, "'sslContext' must not be null");
			this.tls = this.tls.withSslContext(new SslMaterial(description, sslContext, true));
			return this;
		}

		@Override
		public Builder driverProperty(String name, String value) {
			Assert.notNull(name, "'name' must not be null");
			Assert.notNull(value, "'value' must not be null");
			ConnectorJ.require();
			String property = DriverProperties.canonicalName("driver-properties", name);
			if (DriverProperties.CREDENTIALS.contains(property)) {
				throw new InvalidConnectionSettingException("driver-properties",
						"'%s' has a setting of its own".formatted(property));
			}
			DriverProperties.check("driver-properties", property, value);
			this.driverProperties.put(property, value);
			return this;
		}

		@Override
		public Builder pool(Consumer<HikariConfig> customizer) {
			Assert.notNull(customizer, "'customizer' must not be null");
			this.poolCustomizers.add(customizer);
			return this;
		}

		@Override
		public ConnectionSettings build() {
			ConnectorJ.require();
			return new ConnectionSettings(new DefaultBuilder(this));
		}

		private @Nullable String driverUrl() {
			return (this.url != null) ? this.url.driverUrl() : null;
		}

		private List<String> resolveHosts() {
			if (this.url == null) {
				return List.of((this.host != null) ? this.host : DEFAULT_HOST);
			}
			if (this.host != null) {
				throw DatabaseUrl.invalid(
						"it stands beside the setting host; the URL says the host already, so give one of the two");
			}
			return this.url.hosts();
		}

		private int resolvePort() {
			if (driverUrl() != null && this.port != null) {
				throw DatabaseUrl.twice("port");
			}
			Integer one = DatabaseUrl.same("port", (this.url != null) ? this.url.port() : null, this.port);
			return (one != null) ? one : DEFAULT_PORT;
		}

		private String resolveUsername() {
			String one = DatabaseUrl.same("username", (this.url != null) ? this.url.username() : null, this.username);
			return (one != null) ? one : DEFAULT_USERNAME;
		}

		private @Nullable String resolvePassword() {
			// "root:@host" says that there is no password; a setting beside it may still
			// say
			// which one.
			String inUrl = (this.url != null) ? this.url.password() : null;
			return DatabaseUrl.same("password", (inUrl != null && inUrl.isEmpty()) ? null : inUrl, this.password);
		}

		private Supplier<Credentials> resolveCredentials(String username, @Nullable String password) {
			if (this.credentials == null) {
				Credentials fixed = Credentials.of(username, password);
				return () -> fixed;
			}
			if (this.username != null || this.password != null) {
				throw new InvalidConnectionSettingException("credentials",
						"they stand beside the setting %s; give one of the two"
							.formatted((this.username != null) ? "username" : "password"));
			}
			if (this.url != null && this.url.hasCredentialsByHost()) {
				throw DatabaseUrl.invalid("it contains credentials for each host, and the setting credentials gives "
						+ "the same to all; give one of the two");
			}
			if (this.url != null && (this.url.username() != null || this.url.password() != null)) {
				throw DatabaseUrl.invalid(
						"it contains a user name or a password beside the setting credentials; give one of the two");
			}
			return this.credentials;
		}

		private @Nullable String resolveDatabase() {
			String inUrl = (this.url != null) ? this.url.database() : null;
			String one = DatabaseUrl.same("database", inUrl, this.database);
			if (this.url == null && !this.databaseGiven) {
				one = DEFAULT_DATABASE;
			}
			if (driverUrl() != null && inUrl == null && one != null) {
				throw DatabaseUrl.invalid(
						"a URL with several hosts names its database itself: jdbc:mysql://host1:4000,host2:4000/database");
			}
			if (one != null) {
				checkDatabase(one, inUrl != null);
			}
			else if (this.ensureDatabase) {
				throw new InvalidConnectionSettingException("ensure-database",
						"no database is named that could be created");
			}
			return one;
		}

		private static void checkDatabase(String database, boolean inUrl) {
			try {
				Identifier.of(database);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidConnectionSettingException(inUrl ? DatabaseUrl.SETTING : "database",
						inUrl ? "the database: " + ex.getMessage() : String.valueOf(ex.getMessage()), ex);
			}
		}

		private Map<String, String> resolveDriverProperties(@Nullable SslMaterial material) {
			Map<String, String> all = new LinkedHashMap<>((this.url != null) ? this.url.driverProperties() : Map.of());
			this.driverProperties.forEach((name, value) -> {
				DatabaseUrl.same("driver-properties." + name, all.get(name), value);
				all.put(name, value);
			});
			for (String name : all.keySet()) {
				if (material != null && DriverProperties.KEY_STORES.contains(name)) {
					throw new InvalidConnectionSettingException(
							this.driverProperties.containsKey(name) ? "driver-properties" : DatabaseUrl.SETTING,
							"'%s' stands beside %s and would be ignored; give one of the two".formatted(name,
									material));
				}
			}
			return all;
		}

		@Override
		public String toString() {
			return "ConnectionSettings.Builder";
		}

	}

}
