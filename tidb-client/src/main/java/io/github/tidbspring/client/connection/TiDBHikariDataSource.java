package io.github.tidbspring.client.connection;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import com.mysql.cj.jdbc.Driver;
import com.mysql.cj.jdbc.JdbcConnection;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.ConnectionSettings.Credentials;
import io.github.tidbspring.client.internal.driver.ClientPool;
import io.github.tidbspring.client.internal.driver.SslContextSocketFactory;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.Assert;

/**
 * A HikariCP pool that creates its database first, if that is set, and explains failures
 * to connect. Lazy: it does not connect before the first connection is requested.
 */
final class TiDBHikariDataSource extends HikariDataSource implements ClientPool {

	private final ConnectionSettings settings;

	private final @Nullable String sslMaterialKey;

	// Not a monitor, which would pin the carrier of a waiting virtual thread.
	private final ReentrantLock preparation = new ReentrantLock();

	/** Connections of the driver that are evicted when the pool would lend them again. */
	private final Set<JdbcConnection> retired = Collections.newSetFromMap(new ConcurrentHashMap<>());

	private volatile boolean prepared;

	private volatile @Nullable ConnectionFailure lastFailure;

	private TiDBHikariDataSource(ConnectionSettings settings, @Nullable String sslMaterialKey) {
		this.settings = settings;
		this.sslMaterialKey = sslMaterialKey;
	}

	static TiDBHikariDataSource create(ConnectionSettings settings) {
		SslMaterial material = settings.sslMaterial();
		String key = (material != null) ? SslContextSocketFactory.register(material.description(), material.context())
				: null;
		TiDBHikariDataSource dataSource = new TiDBHikariDataSource(settings, key);
		try {
			dataSource.configure();
		}
		catch (RuntimeException ex) {
			dataSource.close();
			throw ex;
		}
		return dataSource;
	}

	private void configure() {
		PoolDefaults.apply(this, this.settings.endpointKind());
		if (!this.settings.isAskingForCredentials()) {
			Credentials fixed = this.settings.credentials().get();
			setUsername(fixed.username());
			setPassword(fixed.password());
		}
		String database = this.settings.database();
		if (database != null && isSwitchedTo(database)) {
			checkName("database", database);
			super.setCatalog(database);
		}
		if (this.settings.isFreeOfSecrets()) {
			setDriverClassName(Driver.class.getName());
			setJdbcUrl(this.settings.jdbcUrl());
			setDataSourceProperties(connectionProperties());
		}
		if (!this.settings.isFreeOfSecrets() || this.settings.isAskingForCredentials()) {
			// HikariCP logs URL and properties at DEBUG, and these may contain passwords.
			// Its own credentials provider is also called during the creation of the
			// pool, where exceptions would not be explained.
			setDataSource(driverDataSource(connectionProperties()));
		}
		List<@Nullable Object> before = target();
		this.settings.poolCustomizers().forEach((customizer) -> customizer.accept(this));
		if (!before.equals(target())) {
			throw new InvalidConnectionSettingException("hikari",
					"the pool's URL, driver, credentials and driver properties are settings of the client; "
							+ "a pool cannot have its own");
		}
	}

	/** Return the configuration that determines the server and the credentials. */
	private List<@Nullable Object> target() {
		return Arrays.asList(getJdbcUrl(), getDriverClassName(), getUsername(), getPassword(), getDataSource(),
				getDataSourceClassName(), getDataSourceJNDI(), getDataSourceProperties().clone(),
				getCredentialsProvider());
	}

	/**
	 * Return whether a connection is created without the database and switched to it
	 * afterwards. Some versions of TiDB quote the name of the login without escaping
	 * back-quotes in it: the rest of the name could be interpreted as a comment.
	 */
	private static boolean isSwitchedTo(String database) {
		return database.indexOf('`') >= 0;
	}

	private Properties connectionProperties() {
		Properties properties = this.settings.driverProperties();
		if (this.sslMaterialKey != null) {
			properties.setProperty("socketFactory", SslContextSocketFactory.class.getName());
			properties.setProperty("trustCertificateKeyStoreUrl", this.sslMaterialKey);
		}
		String database = this.settings.database();
		if (database != null && isSwitchedTo(database)) {
			properties.setProperty("dbname", "");
		}
		else if (database != null && !database.equals(database.trim())) {
			// The driver would trim the name in a URL: another database.
			properties.setProperty("dbname", database);
		}
		return properties;
	}

	private SimpleDriverDataSource driverDataSource(Properties properties) {
		try {
			return new QuietDriverDataSource(new Driver(), this.settings, properties);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Connector/J cannot be started", ex);
		}
	}

	@Override
	public Connection getConnection() throws SQLException {
		try {
			if (!isClosed()) {
				prepare();
			}
			Connection connection = lend();
			if (this.lastFailure != null) {
				this.lastFailure = null;
			}
			return connection;
		}
		catch (SQLException ex) {
			ConnectionFailure failure = ConnectionFailure.of(ex, this.settings, getMaximumPoolSize());
			this.lastFailure = failure;
			throw failure.toSQLException(ex);
		}
	}

	@Override
	public boolean isInUtc() {
		return DriverProperties.areInUtc(this.settings.driverProperties())
				&& !DriverProperties.isAboutTimeZone(getConnectionInitSql());
	}

	private Connection lend() throws SQLException {
		Connection connection = super.getConnection();
		while (isRetired(connection)) {
			evictConnection(connection);
			connection.close();
			connection = super.getConnection();
		}
		return connection;
	}

	private boolean isRetired(Connection connection) throws SQLException {
		return !this.retired.isEmpty() && this.retired.remove(connection.unwrap(JdbcConnection.class));
	}

	/**
	 * Evict a connection when it is lent again. HikariCP would close it at once, while
	 * its transaction is still to be ended.
	 */
	@Override
	public void retire(Connection connection) throws SQLException {
		// Connections that were closed otherwise.
		this.retired.removeIf(TiDBHikariDataSource::isClosed);
		this.retired.add(connection.unwrap(JdbcConnection.class));
	}

	private static boolean isClosed(JdbcConnection connection) {
		try {
			return connection.isClosed();
		}
		catch (SQLException ex) {
			return true;
		}
	}

	@Nullable ConnectionFailure lastFailure() {
		return this.lastFailure;
	}

	private void prepare() throws SQLException {
		if (this.prepared) {
			return;
		}
		this.preparation.lock();
		try {
			String database = this.settings.database();
			if (!this.prepared && this.settings.isEnsureDatabase() && database != null) {
				// Without the pool, and for the driver without a database.
				Properties properties = connectionProperties();
				properties.setProperty("dbname", "");
				// Without the pool, which has its own timeout, an unresponsive server
				// would
				// block all callers.
				properties.putIfAbsent("socketTimeout", String.valueOf(getConnectionTimeout()));
				DatabaseCreation.createIfAbsent(driverDataSource(properties), database);
			}
			this.prepared = true;
		}
		finally {
			this.preparation.unlock();
		}
	}

	@Override
	public void setCatalog(String catalog) {
		checkName("hikari.catalog", catalog);
		super.setCatalog(catalog);
	}

	@Override
	public void setSchema(String schema) {
		checkName("hikari.schema", schema);
		super.setSchema(schema);
	}

	private static void checkName(String setting, @Nullable String name) {
		if (name != null) {
			ConnectionSettings.check(setting, "", () -> Identifier.ofDatabase(name));
		}
	}

	@Override
	public void close() {
		super.close();
		this.retired.clear();
		if (this.sslMaterialKey != null) {
			SslContextSocketFactory.unregister(this.sslMaterialKey);
		}
	}

	/**
	 * A data source that, unlike its superclass, does not log the URL at DEBUG. It
	 * requests credentials for each connection, and applies the pool's login timeout,
	 * without which the driver would wait for an unresponsive server forever.
	 */
	private static final class QuietDriverDataSource extends SimpleDriverDataSource {

		private final Supplier<Credentials> credentials;

		QuietDriverDataSource(Driver driver, ConnectionSettings settings, Properties properties) {
			super(driver, settings.jdbcUrl(), properties);
			this.credentials = settings.credentials();
		}

		@Override
		public Connection getConnection() throws SQLException {
			Credentials current;
			try {
				current = this.credentials.get();
			}
			catch (RuntimeException ex) {
				throw new CredentialsUnavailableException(ex);
			}
			if (current == null) {
				throw new CredentialsUnavailableException(null);
			}
			return getConnectionFromDriver(current.username(), current.password());
		}

		@Override
		public void setLoginTimeout(int seconds) {
			// The driver reads it there; HikariCP does the same for a URL.
			DriverManager.setLoginTimeout(seconds);
		}

		/** HikariCP waits that long for logins that are under way when it is closed. */
		@Override
		public int getLoginTimeout() {
			return DriverManager.getLoginTimeout();
		}

		@Override
		protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
			String url = getUrl();
			java.sql.Driver driver = getDriver();
			Assert.state(url != null && driver != null, "Neither is ever missing");
			return driver.connect(url, properties);
		}

	}

}
