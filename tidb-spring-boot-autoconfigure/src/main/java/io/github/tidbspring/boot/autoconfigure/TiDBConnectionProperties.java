package io.github.tidbspring.boot.autoconfigure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.tidbspring.client.connection.SslMode;
import org.jspecify.annotations.Nullable;

/**
 * Configuration properties that describe one connection to TiDB. What has to know their
 * names derives them from the fields of this class.
 *
 * @since 0.1
 */
public abstract class TiDBConnectionProperties {

	/**
	 * Host name or address of the server. Cannot be set with database-url.
	 */
	private @Nullable String host;

	/**
	 * Port of the server.
	 */
	private @Nullable Integer port;

	/**
	 * User name. On TiDB Cloud Starter and Essential it begins with the cluster's prefix.
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
	 * Whether to create the database before the first connection when it is missing.
	 */
	private boolean ensureDatabase;

	/**
	 * Database URL: mysql://user:password@host:4000/database, mysql+pymysql://… or
	 * jdbc:mysql://…, user name and password percent-encoded. Replaces host.
	 */
	private @Nullable String databaseUrl;

	/**
	 * Properties of the JDBC driver, MySQL Connector/J, by its names.
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
	 * How connections use TLS.
	 */
	public static class Ssl {

		/**
		 * TLS mode.
		 */
		private SslMode mode = SslMode.AUTO;

		/**
		 * Name of the SSL bundle with what to trust and the key to show.
		 */
		private @Nullable String bundle;

		/**
		 * PEM file with the CA certificates to trust. Cannot be set with bundle.
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
