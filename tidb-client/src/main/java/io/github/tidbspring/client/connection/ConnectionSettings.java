package io.github.tidbspring.client.connection;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
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
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to connect to a TiDB, checked and complete. Immutable; shows no
 * secret in {@link #toString()}.
 *
 * <pre class="code">
 * HikariDataSource pool = ConnectionSettings.builder()
 *     .url("mysql://root:@127.0.0.1:4000/test")
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

	private final List<String> hosts;

	private final int port;

	private final String username;

	private final @Nullable String password;

	private final @Nullable String database;

	private final boolean ensureDatabase;

	private final SslMode sslMode;

	private final @Nullable SslMaterial sslMaterial;

	private final Map<String, String> driverProperties;

	private final @Nullable String driverUrl;

	private final List<Consumer<HikariConfig>> poolCustomizers;

	ConnectionSettings(Draft draft, List<Consumer<HikariConfig>> poolCustomizers) {
		this.hosts = draft.hosts();
		this.port = draft.port();
		this.username = draft.username();
		this.password = draft.password();
		this.database = draft.database();
		this.ensureDatabase = draft.ensureDatabase();
		this.sslMaterial = draft.sslMaterial();
		this.sslMode = draft.sslMode();
		this.driverProperties = draft.driverProperties();
		this.driverUrl = draft.driverUrl();
		this.poolCustomizers = List.copyOf(poolCustomizers);
	}

	/**
	 * Start to describe a connection. Without anything else it goes to
	 * {@value #DEFAULT_HOST}:{@value #DEFAULT_PORT} as {@value #DEFAULT_USERNAME} without
	 * a password, into the database {@value #DEFAULT_DATABASE}.
	 * @return a builder
	 */
	public static Builder builder() {
		return new ConnectionSettingsBuilder();
	}

	/**
	 * Return the settings that a database URL describes.
	 * @param url the URL, see {@link Builder#url(String)}
	 * @return the settings
	 * @throws InvalidConnectionSettingException if the URL cannot be used
	 */
	public static ConnectionSettings of(String url) {
		return builder().url(url).build();
	}

	/**
	 * Return the host, the first one where there are several.
	 * @return a host name, or an address without brackets
	 */
	public String getHost() {
		return this.hosts.get(0);
	}

	/**
	 * Return the port.
	 * @return the port, 1 to 65535
	 */
	public int getPort() {
		return this.port;
	}

	/**
	 * Return the user name.
	 * @return the user name
	 */
	public String getUsername() {
		return this.username;
	}

	/**
	 * Return the password.
	 * @return the password, or {@code null} where there is none
	 */
	public @Nullable String getPassword() {
		return this.password;
	}

	/**
	 * Return the database.
	 * @return the name, or {@code null} for a connection without a database
	 */
	public @Nullable String getDatabase() {
		return this.database;
	}

	/**
	 * Return whether the database is created when it is missing.
	 * @return {@code true} if it is
	 */
	public boolean isEnsureDatabase() {
		return this.ensureDatabase;
	}

	/**
	 * Return the TLS mode in effect.
	 * @return the mode, never {@link SslMode#AUTO}
	 */
	public SslMode getSslMode() {
		return this.sslMode;
	}

	/**
	 * Return the kind of endpoint; the most demanding one where there are several hosts.
	 * @return the kind
	 */
	public EndpointKind getEndpointKind() {
		return TlsPolicy.strictest(this.hosts);
	}

	/**
	 * Return the URL for the driver. Only where a URL gave several hosts with different
	 * credentials, it contains those.
	 * @return a {@code jdbc:mysql:} URL without parameters
	 */
	String jdbcUrl() {
		if (this.driverUrl != null) {
			return this.driverUrl;
		}
		String path = (this.database != null) ? PercentEncoding.encode(this.database) : "";
		// Not %d: there are locales with digits of their own.
		return "jdbc:mysql://%s:%s/%s".formatted(new Host(getHost()).inUrl(), this.port, path);
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
		return this.driverUrl != null && (this.driverUrl.indexOf('@') >= 0 || this.driverUrl.indexOf('(') >= 0);
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
		return this.poolCustomizers;
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
		if (this.driverUrl != null) {
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
		return TiDBDataSource.create(this);
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
		if (!(dataSource instanceof TiDBDataSource pool)) {
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
		return dataSource instanceof TiDBDataSource pool && pool.isInUtc();
	}

	/** Where the connection goes, for messages. */
	String place() {
		return (this.driverUrl != null) ? String.join(", ", this.hosts) : new Host(getHost()).inUrl() + ":" + this.port;
	}

	@Override
	public String toString() {
		return "%s%s (TLS %s)".formatted(place(), (this.database != null) ? "/" + this.database : "", this.sslMode);
	}

	/**
	 * What was said, put together and checked.
	 */
	record Draft(List<String> hosts, int port, String username, @Nullable String password, @Nullable String database,
			boolean ensureDatabase, SslMode sslMode, @Nullable SslMaterial sslMaterial,
			Map<String, String> driverProperties, @Nullable String driverUrl) {

		Draft {
			driverProperties = Collections.unmodifiableMap(new LinkedHashMap<>(driverProperties));
		}

		@Override
		public String toString() {
			return "Draft";
		}

	}

	/**
	 * Describes a connection. A setting given twice with different values, once here and
	 * once in the URL, is an error and not a matter of precedence.
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
		 * @param url the URL
		 * @return this builder
		 * @throws InvalidConnectionSettingException if the URL cannot be used
		 */
		Builder url(String url);

		/**
		 * Set the host. Not together with {@link #url(String)}.
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

}
