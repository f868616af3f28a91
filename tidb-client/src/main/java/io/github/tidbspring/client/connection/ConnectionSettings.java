package io.github.tidbspring.client.connection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.internal.driver.ConnectorJ;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The validated settings of a connection to TiDB. Immutable and therefore thread-safe;
 * {@link #toString()} contains no secret.
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

	/** The default host: a TiDB on the local machine. */
	public static final String DEFAULT_HOST = "127.0.0.1";

	/** The default port, which is that of TiDB. */
	public static final int DEFAULT_PORT = 4000;

	/** The default user name: the user of a new TiDB. */
	public static final String DEFAULT_USERNAME = "root";

	/** The default database, which exists in a new TiDB. */
	public static final String DEFAULT_DATABASE = "test";

	private final DefaultBuilder given;

	private final List<String> hosts;

	private final int port;

	private final Supplier<Credentials> credentials;

	private final @Nullable String database;

	private final @Nullable SslMaterial sslMaterial;

	private final SslMode sslMode;

	private final Map<String, String> driverProperties;

	private ConnectionSettings(DefaultBuilder given) {
		this.given = given;
		this.database = given.resolveDatabase();
		TlsSettings tls = new TlsSettings(given.sslMode, given.caCertificate, given.sslContext);
		this.sslMaterial = tls.material(given.url);
		this.driverProperties = given.resolveDriverProperties(this.sslMaterial);
		this.hosts = given.resolveHosts();
		this.port = given.resolvePort();
		this.credentials = given.resolveCredentials();
		this.sslMode = tls.mode(given.url, this.hosts, this.sslMaterial, this.driverProperties);
	}

	/**
	 * Return a builder. By default, the connection is to
	 * {@value #DEFAULT_HOST}:{@value #DEFAULT_PORT} as {@value #DEFAULT_USERNAME} without
	 * a password, and the database is {@value #DEFAULT_DATABASE}: the defaults of a new
	 * TiDB on the local machine.
	 * @return a builder
	 */
	public static Builder builder() {
		return new DefaultBuilder();
	}

	/**
	 * Return the settings of a database URL.
	 * @param databaseUrl the URL, see {@link Builder#databaseUrl(String)}
	 * @return the settings
	 * @throws InvalidConnectionSettingException if the URL cannot be used
	 */
	public static ConnectionSettings of(String databaseUrl) {
		return builder().databaseUrl(databaseUrl).build();
	}

	/**
	 * Return a builder that is initialized with these settings. The database URL and the
	 * separate settings remain distinct, so that contradictions are still detected.
	 * @return a builder, which does not change these settings
	 */
	public Builder mutate() {
		return this.given.copy();
	}

	/**
	 * Return the host, or the first one of several.
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
	 * Return the kind of endpoint; of several hosts, the one with the strictest TLS mode.
	 * @return the kind
	 */
	public EndpointKind endpointKind() {
		return TlsPolicy.strictest(this.hosts);
	}

	/** Return the supplier of the credentials of a new connection. */
	Supplier<Credentials> credentials() {
		return this.credentials;
	}

	/** Return whether the application supplies credentials for each connection. */
	boolean isAskingForCredentials() {
		return this.given.credentials != null;
	}

	boolean isEnsureDatabase() {
		return this.given.ensureDatabase;
	}

	/**
	 * Return the URL for the driver. It contains credentials only if the given URL has
	 * several hosts with different credentials.
	 * @return a {@code jdbc:mysql:} URL without parameters
	 */
	String jdbcUrl() {
		String ofSeveralHosts = this.given.driverUrl();
		if (ofSeveralHosts != null) {
			return ofSeveralHosts;
		}
		String path = (this.database != null) ? DatabaseUrl.encode(this.database) : "";
		// Not %d: some locales have other digits.
		return "jdbc:mysql://%s:%s/%s".formatted(DatabaseUrl.inUrl(host()), this.port, path);
	}

	/**
	 * Return whether {@link #jdbcUrl()} and {@link #driverProperties()} may be logged:
	 * neither contains a password, not even that of a keystore.
	 */
	boolean isFreeOfSecrets() {
		return !hasCredentialsByHost() && this.driverProperties.keySet()
			.stream()
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("password"));
	}

	/** Return whether the URL has several hosts with credentials for each. */
	boolean hasCredentialsByHost() {
		return this.given.url != null && this.given.url.hasCredentialsByHost();
	}

	/**
	 * Return whether there may be a client certificate. The content of an SSL context is
	 * unknown.
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

	/** Return the properties for the driver without credentials and TLS material. */
	Properties driverProperties() {
		Properties properties = DriverProperties.withDefaults(this.driverProperties);
		properties.setProperty("sslMode", this.sslMode.name());
		if (this.given.driverUrl() != null) {
			// For hosts without a port: the driver's default is MySQL's.
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
	 * is requested. The caller must close it.
	 * @return a pool
	 */
	public HikariDataSource toDataSource() {
		return TiDBHikariDataSource.create(this);
	}

	/** Check a value, and name its setting if it is invalid. */
	static void check(String setting, String prefix, Runnable check) {
		try {
			check.run();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConnectionSettingException(setting, prefix + ex.getMessage(), ex);
		}
	}

	/** Return the hosts for messages. */
	String place() {
		return (this.given.driverUrl() != null) ? String.join(", ", this.hosts)
				: DatabaseUrl.inUrl(host()) + ":" + this.port;
	}

	@Override
	public String toString() {
		return "%s%s (TLS %s)".formatted(place(), (this.database != null) ? "/" + this.database : "", this.sslMode);
	}

	/**
	 * A builder of settings. Each value is validated when it is given, and all values
	 * together by {@link #build()}. Different values of a setting here and in the URL are
	 * an error: neither takes precedence. Not thread-safe. Not intended to be implemented
	 * by applications.
	 */
	public interface Builder {

		/**
		 * Set the database URL: {@code mysql://user:password@host:4000/database}, the
		 * same with {@code mysql+pymysql://} or any other driver, or
		 * {@code jdbc:mysql://}. User name, password and database are percent-encoded,
		 * IPv6 addresses are in brackets, the default port is 4000. Parameters are
		 * {@code ssl_verify_cert}, {@code ssl_verify_identity}, {@code ssl_ca},
		 * {@code ssl_disabled}, {@code charset=utf8mb4}, and all properties of
		 * Connector/J; others are an error. A {@code jdbc:mysql:} URL may have several
		 * hosts.
		 * @param databaseUrl the URL
		 * @return this builder
		 * @throws InvalidConnectionSettingException if the URL cannot be used
		 */
		Builder databaseUrl(String databaseUrl);

		/**
		 * Set the host. Cannot be combined with {@link #databaseUrl(String)}.
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
		 * Set the supplier of user name and password, instead of
		 * {@link #username(String)}, {@link #password(String)} and user information in
		 * the URL: for rotated passwords and tokens that expire. It is called for each
		 * new connection, and not before the first one. Existing connections are not
		 * affected until the pool closes them ({@code maxLifetime}). It must be
		 * thread-safe and fast: the pool adds no connection while it waits.
		 * @param credentials supplies the credentials; its exceptions are the cause of a
		 * failure with the reason
		 * {@link ConnectionFailure.Reason#CREDENTIALS_UNAVAILABLE}
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
		 * Set whether a missing database is created before the first connection, with
		 * {@code CREATE DATABASE IF NOT EXISTS}.
		 * @param ensureDatabase {@code true} to create it; {@code false} by default,
		 * since a misspelled name would create another database
		 * @return this builder
		 */
		Builder ensureDatabase(boolean ensureDatabase);

		/**
		 * Set the TLS mode.
		 * @param sslMode the mode; {@link SslMode#AUTO} by default
		 * @return this builder
		 */
		Builder sslMode(SslMode sslMode);

		/**
		 * Trust the CA certificates in a file, and no others.
		 * @param pemFile a file in PEM format, read by {@link #build()}
		 * @return this builder
		 */
		Builder caCertificate(Path pemFile);

		/**
		 * Use an SSL context of the application, with its trusted certificates and its
		 * client certificate. Cannot be combined with {@link #caCertificate(Path)}.
		 * @param sslContext supplies the context; called for each new connection, so that
		 * renewed certificates take effect
		 * @return this builder
		 */
		default Builder sslContext(Supplier<SSLContext> sslContext) {
			return sslContext("the SSL context", sslContext);
		}

		/**
		 * Use an SSL context of the application, with its trusted certificates and its
		 * client certificate. Cannot be combined with {@link #caCertificate(Path)}.
		 * @param description the description of the context for messages
		 * @param sslContext supplies the context; called for each new connection, so that
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
		 * has a setting of its own
		 */
		Builder driverProperty(String name, String value);

		/**
		 * Customize the connection pool, after the client's defaults. The URL, driver and
		 * credentials of the pool cannot be changed.
		 * @param customizer changes the configuration of the pool
		 * @return this builder
		 */
		Builder pool(Consumer<HikariConfig> customizer);

		/**
		 * Validate and create the settings. Does not connect.
		 * @return the settings
		 * @throws InvalidConnectionSettingException if a setting is invalid
		 */
		ConnectionSettings build();

	}

	/**
	 * A user name and a password. Immutable; {@link #toString()} contains neither.
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

		/** It would terminate the text in the protocol's handshake. */
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
	 * The given values, and their combination with those in the URL.
	 */
	static final class DefaultBuilder implements Builder, Cloneable {

		private @Nullable DatabaseUrl url;

		private @Nullable String host;

		private @Nullable Integer port;

		private @Nullable String username;

		private @Nullable String password;

		private @Nullable Supplier<Credentials> credentials;

		private @Nullable String database;

		private boolean databaseGiven;

		private boolean ensureDatabase;

		private SslMode sslMode = SslMode.AUTO;

		private @Nullable Path caCertificate;

		private @Nullable SslMaterial sslContext;

		private Map<String, String> driverProperties = new LinkedHashMap<>();

		private List<Consumer<HikariConfig>> poolCustomizers = new ArrayList<>();

		private DefaultBuilder copy() {
			try {
				DefaultBuilder copy = (DefaultBuilder) clone();
				copy.driverProperties = new LinkedHashMap<>(this.driverProperties);
				copy.poolCustomizers = new ArrayList<>(this.poolCustomizers);
				return copy;
			}
			catch (CloneNotSupportedException ex) {
				throw new IllegalStateException(ex);
			}
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
			this.sslMode = sslMode;
			return this;
		}

		@Override
		public Builder caCertificate(Path pemFile) {
			Assert.notNull(pemFile, "'pemFile' must not be null");
			this.caCertificate = pemFile;
			return this;
		}

		@Override
		public Builder sslContext(String description, Supplier<SSLContext> sslContext) {
			Assert.notNull(sslContext, "'sslContext' must not be null");
			this.sslContext = new SslMaterial(description, sslContext, true);
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
			return new ConnectionSettings(copy());
		}

		private @Nullable String driverUrl() {
			return inUrl(DatabaseUrl::driverUrl);
		}

		private <T> @Nullable T inUrl(Function<DatabaseUrl, @Nullable T> part) {
			return (this.url != null) ? part.apply(this.url) : null;
		}

		private List<String> resolveHosts() {
			if (this.url == null) {
				return List.of((this.host != null) ? this.host : DEFAULT_HOST);
			}
			if (this.host != null) {
				throw DatabaseUrl
					.invalid("it cannot be combined with the setting host, since the URL contains the host; "
							+ "give one of the two");
			}
			return this.url.hosts();
		}

		private int resolvePort() {
			if (driverUrl() != null && this.port != null) {
				throw DatabaseUrl.twice("port");
			}
			Integer one = DatabaseUrl.same("port", inUrl(DatabaseUrl::port), this.port);
			return (one != null) ? one : DEFAULT_PORT;
		}

		private String resolveUsername() {
			String one = DatabaseUrl.same("username", inUrl(DatabaseUrl::username), this.username);
			return (one != null) ? one : DEFAULT_USERNAME;
		}

		private @Nullable String resolvePassword() {
			// "root:@host" has no password; a separate setting may still give one.
			String inUrl = inUrl(DatabaseUrl::password);
			return DatabaseUrl.same("password", (inUrl != null && inUrl.isEmpty()) ? null : inUrl, this.password);
		}

		private Supplier<Credentials> resolveCredentials() {
			String username = resolveUsername();
			String password = resolvePassword();
			if (this.credentials == null) {
				Credentials fixed = Credentials.of(username, password);
				return () -> fixed;
			}
			if (this.username != null || this.password != null) {
				throw new InvalidConnectionSettingException("credentials",
						"they cannot be combined with the setting %s; give one of the two"
							.formatted((this.username != null) ? "username" : "password"));
			}
			if (this.url != null && this.url.hasCredentialsByHost()) {
				throw DatabaseUrl.invalid("it contains credentials for each host, and the setting credentials gives "
						+ "the same to all; give one of the two");
			}
			if (this.url != null && (this.url.username() != null || this.url.password() != null)) {
				throw DatabaseUrl.invalid("it contains a user name or a password, which cannot be combined "
						+ "with the setting credentials; give one of the two");
			}
			return this.credentials;
		}

		private @Nullable String resolveDatabase() {
			String inUrl = inUrl(DatabaseUrl::database);
			String one = DatabaseUrl.same("database", inUrl, this.database);
			if (this.url == null && !this.databaseGiven) {
				one = DEFAULT_DATABASE;
			}
			if (driverUrl() != null && inUrl == null && one != null) {
				throw DatabaseUrl.invalid(
						"a URL with several hosts names its database itself: jdbc:mysql://host1:4000,host2:4000/database");
			}
			if (one != null) {
				String name = one;
				check((inUrl != null) ? DatabaseUrl.SETTING : "database", (inUrl != null) ? "the database: " : "",
						() -> Identifier.of(name));
			}
			else if (this.ensureDatabase) {
				throw new InvalidConnectionSettingException("ensure-database",
						"no database is named that could be created");
			}
			return one;
		}

		private Map<String, String> resolveDriverProperties(@Nullable SslMaterial material) {
			Map<String, String> all = new LinkedHashMap<>(
					(this.url != null) ? this.url.parameters().driverProperties() : Map.of());
			this.driverProperties.forEach((name, value) -> {
				DatabaseUrl.same("driver-properties." + name, all.get(name), value);
				all.put(name, value);
			});
			for (String name : all.keySet()) {
				if (material != null && DriverProperties.KEY_STORES.contains(name)) {
					throw new InvalidConnectionSettingException(
							this.driverProperties.containsKey(name) ? "driver-properties" : DatabaseUrl.SETTING,
							"'%s' cannot be combined with %s, since it would be ignored; give one of the two"
								.formatted(name, material));
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
