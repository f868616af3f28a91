package io.github.tidbspring.client.connection;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import com.zaxxer.hikari.HikariConfig;
import io.github.tidbspring.client.query.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Puts what was said one by one and what the URL says together.
 */
final class ConnectionSettingsBuilder implements ConnectionSettings.Builder {

	private @Nullable DatabaseUrl url;

	private @Nullable String host;

	private @Nullable Integer port;

	private @Nullable String username;

	private @Nullable String password;

	private @Nullable String database;

	private boolean databaseGiven;

	private boolean ensureDatabase;

	private SslMode sslMode = SslMode.AUTO;

	private @Nullable Path caCertificate;

	private @Nullable SslMaterial sslContext;

	private final Map<String, String> driverProperties = new LinkedHashMap<>();

	private final List<Consumer<HikariConfig>> poolCustomizers = new ArrayList<>();

	@Override
	public ConnectionSettings.Builder url(String url) {
		Assert.notNull(url, "'url' must not be null");
		ConnectorJ.require();
		this.url = DatabaseUrl.of(url);
		return this;
	}

	@Override
	public ConnectionSettings.Builder host(String host) {
		Assert.notNull(host, "'host' must not be null");
		this.host = Host.of("host", host).name();
		return this;
	}

	@Override
	public ConnectionSettings.Builder port(int port) {
		if (port < 1 || port > 65535) {
			throw new InvalidConnectionSettingException("port", port + " is not a number from 1 to 65535");
		}
		this.port = port;
		return this;
	}

	@Override
	public ConnectionSettings.Builder username(String username) {
		Assert.notNull(username, "'username' must not be null");
		if (username.isEmpty()) {
			throw new InvalidConnectionSettingException("username", "it is empty; leave it out for root");
		}
		if (username.indexOf('\0') >= 0) {
			throw new InvalidConnectionSettingException("username", "it contains a NUL character");
		}
		this.username = username;
		return this;
	}

	@Override
	public ConnectionSettings.Builder password(@Nullable String password) {
		if (password != null && password.indexOf('\0') >= 0) {
			throw new InvalidConnectionSettingException("password", "it contains a NUL character");
		}
		this.password = password;
		return this;
	}

	@Override
	public ConnectionSettings.Builder database(@Nullable String database) {
		this.database = (database != null && !database.isEmpty()) ? database : null;
		this.databaseGiven = true;
		return this;
	}

	@Override
	public ConnectionSettings.Builder ensureDatabase(boolean ensureDatabase) {
		this.ensureDatabase = ensureDatabase;
		return this;
	}

	@Override
	public ConnectionSettings.Builder sslMode(SslMode sslMode) {
		Assert.notNull(sslMode, "'sslMode' must not be null");
		this.sslMode = sslMode;
		return this;
	}

	@Override
	public ConnectionSettings.Builder caCertificate(Path pemFile) {
		Assert.notNull(pemFile, "'pemFile' must not be null");
		this.caCertificate = pemFile;
		return this;
	}

	@Override
	public ConnectionSettings.Builder sslContext(String description, Supplier<SSLContext> sslContext) {
		Assert.notNull(sslContext, "'sslContext' must not be null");
		this.sslContext = new SslMaterial(description, sslContext, true);
		return this;
	}

	@Override
	public ConnectionSettings.Builder driverProperty(String name, String value) {
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
	public ConnectionSettings.Builder pool(Consumer<HikariConfig> customizer) {
		Assert.notNull(customizer, "'customizer' must not be null");
		this.poolCustomizers.add(customizer);
		return this;
	}

	@Override
	public ConnectionSettings build() {
		ConnectorJ.require();
		String database = database();
		if (database != null) {
			checkDatabase(database);
		}
		if (this.ensureDatabase && database == null) {
			throw new InvalidConnectionSettingException("ensure-database",
					"no database is named that could be created");
		}
		SslMaterial sslMaterial = sslMaterial();
		Map<String, String> driverProperties = allDriverProperties();
		if (sslMaterial != null) {
			checkKeyStores(sslMaterial, driverProperties);
		}
		return new ConnectionSettings(new ConnectionSettings.Draft(hosts(), port(), username(), password(), database,
				this.ensureDatabase, sslMode(sslMaterial, driverProperties), sslMaterial, driverProperties,
				(this.url != null) ? this.url.driverUrl() : null), this.poolCustomizers);
	}

	private List<String> hosts() {
		if (this.url == null) {
			return List.of((this.host != null) ? this.host : ConnectionSettings.DEFAULT_HOST);
		}
		if (this.host != null) {
			throw new InvalidConnectionSettingException(DatabaseUrl.SETTING,
					"it stands beside the setting host; the URL says the host already, so give one of the two");
		}
		return this.url.hosts();
	}

	private int port() {
		Integer inUrl = (this.url != null) ? this.url.port() : null;
		if (this.url != null && this.url.driverUrl() != null && this.port != null) {
			throw twice("port");
		}
		Integer one = same("port", inUrl, this.port);
		return (one != null) ? one : ConnectionSettings.DEFAULT_PORT;
	}

	private String username() {
		String one = same("username", (this.url != null) ? this.url.username() : null, this.username);
		return (one != null) ? one : ConnectionSettings.DEFAULT_USERNAME;
	}

	private @Nullable String password() {
		// "root:@host" says that there is no password; a setting beside it may still say
		// which one.
		String inUrl = (this.url != null) ? this.url.password() : null;
		return same("password", (inUrl != null && inUrl.isEmpty()) ? null : inUrl, this.password);
	}

	private @Nullable String database() {
		if (this.url == null) {
			return this.databaseGiven ? this.database : ConnectionSettings.DEFAULT_DATABASE;
		}
		String one = same("database", this.url.database(), this.database);
		if (this.url.driverUrl() != null && this.url.database() == null && one != null) {
			throw new InvalidConnectionSettingException(DatabaseUrl.SETTING,
					"a URL with several hosts names its database itself: jdbc:mysql://host1:4000,host2:4000/database");
		}
		return one;
	}

	private void checkDatabase(String database) {
		try {
			Identifier.of(database);
		}
		catch (IllegalArgumentException ex) {
			boolean inUrl = this.url != null && this.url.database() != null;
			throw new InvalidConnectionSettingException(inUrl ? DatabaseUrl.SETTING : "database",
					inUrl ? "the database: " + ex.getMessage() : String.valueOf(ex.getMessage()), ex);
		}
	}

	private void checkKeyStores(SslMaterial material, Map<String, String> driverProperties) {
		driverProperties.keySet()
			.stream()
			.filter(DriverProperties.KEY_STORES::contains)
			.findFirst()
			.ifPresent((name) -> {
				throw new InvalidConnectionSettingException(
						this.driverProperties.containsKey(name) ? "driver-properties" : DatabaseUrl.SETTING,
						"'%s' stands beside %s and would be ignored; give one of the two".formatted(name, material));
			});
	}

	private SslMode sslMode(@Nullable SslMaterial sslMaterial, Map<String, String> driverProperties) {
		String material = material(sslMaterial, driverProperties);
		SslMode inUrl = (this.url != null) ? this.url.sslMode() : null;
		if (this.url == null || inUrl == null) {
			return TlsPolicy.mode(this.sslMode, hosts(), material);
		}
		if (this.sslMode != SslMode.AUTO && this.sslMode != inUrl) {
			throw twice("ssl.mode");
		}
		boolean least = this.sslMode == SslMode.AUTO && this.url.isSslModeTheLeast();
		try {
			return least ? TlsPolicy.atLeast(inUrl, hosts(), material) : TlsPolicy.mode(inUrl, hosts(), material);
		}
		catch (InvalidConnectionSettingException ex) {
			throw (this.sslMode == SslMode.AUTO) ? DatabaseUrl.invalid(ex.getReason()) : ex;
		}
	}

	/** What the server is verified with, ours or the driver's, in words. */
	private static @Nullable String material(@Nullable SslMaterial sslMaterial, Map<String, String> driverProperties) {
		if (sslMaterial != null) {
			return sslMaterial.description();
		}
		return driverProperties.containsKey(DriverProperties.TRUST_STORE)
				? "the driver's property " + DriverProperties.TRUST_STORE : null;
	}

	private @Nullable SslMaterial sslMaterial() {
		Path ca = this.caCertificate;
		String inUrl = (this.url != null) ? this.url.caCertificate() : null;
		if (inUrl != null) {
			ca = same(SslMaterial.CA_CERTIFICATE, path(inUrl), ca);
		}
		if (ca != null && this.sslContext != null) {
			throw new InvalidConnectionSettingException(
					(this.caCertificate != null) ? SslMaterial.CA_CERTIFICATE : DatabaseUrl.SETTING,
					"%s stands beside %s; give one of the two"
						.formatted((this.caCertificate != null) ? "it" : "the parameter ssl_ca", this.sslContext));
		}
		String setting = (this.caCertificate != null) ? SslMaterial.CA_CERTIFICATE : DatabaseUrl.SETTING;
		return (ca != null) ? SslMaterial.ofPem(setting, ca) : this.sslContext;
	}

	private static Path path(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException ex) {
			throw DatabaseUrl.invalid("the parameter ssl_ca is not a file's path");
		}
	}

	private Map<String, String> allDriverProperties() {
		Map<String, String> all = new LinkedHashMap<>((this.url != null) ? this.url.driverProperties() : Map.of());
		this.driverProperties.forEach((name, value) -> {
			String inUrl = all.put(name, value);
			if (inUrl != null && !inUrl.equals(value)) {
				throw twice("driver-properties." + name);
			}
		});
		return all;
	}

	private static <T> @Nullable T same(String setting, @Nullable T inUrl, @Nullable T apart) {
		if (inUrl != null && apart != null && !Objects.equals(inUrl, apart)) {
			throw twice(setting);
		}
		return (inUrl != null) ? inUrl : apart;
	}

	private static InvalidConnectionSettingException twice(String setting) {
		return new InvalidConnectionSettingException(DatabaseUrl.SETTING,
				"it and the setting %s say different things; give one of the two".formatted(setting));
	}

	@Override
	public String toString() {
		return "ConnectionSettings.Builder";
	}

}
