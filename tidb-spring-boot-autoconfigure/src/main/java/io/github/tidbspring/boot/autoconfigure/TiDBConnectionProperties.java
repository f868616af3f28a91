package io.github.tidbspring.boot.autoconfigure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.tidbspring.client.connection.SslMode;
import org.jspecify.annotations.Nullable;

/**
 * Configuration properties of one connection to TiDB. {@code TiDBPropertyNames} derives
 * their names from the fields of this class.
 *
 * @since 0.1
 */
public abstract class TiDBConnectionProperties {

	/**
	 * Host name or IP address of the server. Cannot be combined with database-url.
	 */
	private @Nullable String host;

	/**
	 * Port of the server.
	 */
	private @Nullable Integer port;

	/**
	 * User name. On TiDB Cloud Starter and Essential, it begins with the prefix of the
	 * cluster.
	 */
	private @Nullable String username;

	/**
	 * Password of the user.
	 */
	private @Nullable String password;

	/**
	 * Database to use.
	 */
	private @Nullable String database;

	/**
	 * Whether to create the database, if it does not exist, before the first connection.
	 */
	private boolean ensureDatabase;

	/**
	 * Database URL: mysql://user:password@host:4000/database, mysql+pymysql://… or
	 * jdbc:mysql://…, with percent-encoded user name and password. Cannot be combined
	 * with host.
	 */
	private @Nullable String databaseUrl;

	/**
	 * Properties of the JDBC driver, MySQL Connector/J, with the names that it defines.
	 */
	private Map<String, String> driverProperties = new LinkedHashMap<>();

	private final Ssl ssl = new Ssl();

	public @Nullable String getHost() {
		return this.host;
	}

	public void setHost(@Nullable String host) {
		this.host = host;
	}

	public @Nullable Integer getPort() {
		return this.port;
	}

	public void setPort(@Nullable Integer port) {
		this.port = port;
	}

	public @Nullable String getUsername() {
		return this.username;
	}

	public void setUsername(@Nullable String username) {
		this.username = username;
	}

	public @Nullable String getPassword() {
		return this.password;
	}

	public void setPassword(@Nullable String password) {
		this.password = password;
	}

	public @Nullable String getDatabase() {
		return this.database;
	}

	public void setDatabase(@Nullable String database) {
		this.database = database;
	}

	public boolean isEnsureDatabase() {
		return this.ensureDatabase;
	}

	public void setEnsureDatabase(boolean ensureDatabase) {
		this.ensureDatabase = ensureDatabase;
	}

	public @Nullable String getDatabaseUrl() {
		return this.databaseUrl;
	}

	public void setDatabaseUrl(@Nullable String databaseUrl) {
		this.databaseUrl = databaseUrl;
	}

	public Map<String, String> getDriverProperties() {
		return this.driverProperties;
	}

	public void setDriverProperties(Map<String, String> driverProperties) {
		this.driverProperties = driverProperties;
	}

	public Ssl getSsl() {
		return this.ssl;
	}

	/**
	 * Configuration properties of TLS.
	 */
	public static class Ssl {

		/**
		 * TLS mode.
		 */
		private SslMode mode = SslMode.AUTO;

		/**
		 * Name of the SSL bundle with the trusted CA certificates and the client
		 * certificate.
		 */
		private @Nullable String bundle;

		/**
		 * PEM file with the trusted CA certificates. Cannot be combined with bundle.
		 */
		private @Nullable Path caCertificate;

		public SslMode getMode() {
			return this.mode;
		}

		public void setMode(SslMode mode) {
			this.mode = mode;
		}

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

		public @Nullable Path getCaCertificate() {
			return this.caCertificate;
		}

		public void setCaCertificate(@Nullable Path caCertificate) {
			this.caCertificate = caCertificate;
		}

	}

}
