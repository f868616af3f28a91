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
import io.github.tidbspring.client.internal.driver.SslContextSocketFactory;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.Assert;

/**
 * A Hikari pool that creates its database first, where that is wished, and says in a
 * sentence why it cannot connect. Lazy: nothing happens before the first connection is
 * asked for.
 */
final class TiDBHikariDataSource extends HikariDataSource {

	private final ConnectionSettings settings;

	private final @Nullable String sslMaterialKey;

	// Not a monitor: a virtual thread that waits here must not pin its carrier.
	private final ReentrantLock preparation = new ReentrantLock();

	/** Connections of the driver that must not be lent again. */
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
			setUsername(this.settings.username());
			setPassword(this.settings.password());
		}
		String database = this.settings.database();
		if (database != null && isSwitchedTo(database)) {
			checkDatabase("database", database);
			super.setCatalog(database);
		}
		if (this.settings.isFreeOfSecrets()) {
			setDriverClassName(Driver.class.getName());
			setJdbcUrl(this.settings.jdbcUrl());
			setDataSourceProperties(connectionProperties());
		}
		if (!this.settings.isFreeOfSecrets() || this.settings.isAskingForCredentials()) {
			// Hikari logs URL and properties at DEBUG, and these may contain passwords.
			// Its own provider of credentials is also asked while the pool is made, where
			// what it throws passes by all who explain failures.
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

	/** All in the pool's configuration that says where it connects, and how. */
	private List<@Nullable Object> target() {
		return Arrays.asList(getJdbcUrl(), getDriverClassName(), getUsername(), getPassword(), getDataSource(),
				getDataSourceClassName(), getDataSourceJNDI(), getDataSourceProperties().clone(),
				getCredentialsProvider());
	}

	/**
	 * Whether a connection is made without the database and switched to it then. Some
	 * versions of TiDB put the name of the login between back-quotes as it is, so that
	 * one inside ends it: what follows may be taken for a comment.
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
			// From the URL the driver would take white space off: another database.
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

	boolean isInUtc() {
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
	 * Have a connection closed when it is back. Hikari would do so at once, under the
	 * hands of those who still have to end its transaction.
	 */
	void retire(Connection connection) throws SQLException {
		// Those whose life ended otherwise.
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
				// Also asks the driver, without the pool, for the name of no database.
				Properties properties = connectionProperties();
				properties.setProperty("dbname", "");
				// A server that says nothing must not hold up all who wait; the pool has
				// its own way.
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
		checkDatabase("hikari.catalog", catalog);
		super.setCatalog(catalog);
	}

	@Override
	public void setSchema(String schema) {
		checkDatabase("hikari.schema", schema);
		super.setSchema(schema);
	}

	private static void checkDatabase(String setting, @Nullable String name) {
		try {
			if (name != null) {
				Identifier.ofDatabase(name);
			}
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConnectionSettingException(setting, String.valueOf(ex.getMessage()), ex);
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
	 * As its parent, which logs the URL at DEBUG, but silent; it asks for the credentials
	 * of each connection, and it takes the pool's login timeout, without which the driver
	 * waits for a silent server without end.
	 */
	private static final class QuietDriverDataSource extends SimpleDriverDataSource {

		private final Supplier<Credentials> credentials;

		QuietDriverDataSource(Driver driver, ConnectionSettings settings, Properties properties) {
			super(driver, settings.jdbcUrl(), properties);
			this.credentials = settings.credentials();
		}

		@Override
		public Connection getConnection() throws SQLException {
			Credentials current = current();
			return getConnectionFromDriver(current.username(), current.password());
		}

		private Credentials current() throws SQLException {
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
			return current;
		}

		@Override
		public void setLoginTimeout(int seconds) {
			// The driver looks there, so Hikari does the same for a URL.
			DriverManager.setLoginTimeout(seconds);
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
