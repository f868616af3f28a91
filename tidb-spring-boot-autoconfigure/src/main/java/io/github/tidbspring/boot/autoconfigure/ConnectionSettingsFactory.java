package io.github.tidbspring.boot.autoconfigure;

import java.nio.file.Path;

import javax.net.ssl.SSLContext;

import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.util.StringUtils;

/**
 * Makes the client's settings from connection details and properties.
 */
final class ConnectionSettingsFactory {

	private static final Log logger = LogFactory.getLog(ConnectionSettingsFactory.class);

	private final TiDBProperties properties;

	private final TiDBConnectionDetails details;

	ConnectionSettingsFactory(TiDBProperties properties, TiDBConnectionDetails details) {
		this.properties = properties;
		this.details = details;
	}

	ConnectionSettings create() {
		ConnectionSettings.Builder settings = ConnectionSettings.builder();
		String url = this.details.getDatabaseUrl();
		if (url != null) {
			settings.databaseUrl(url);
			if (this.details instanceof PropertiesTiDBConnectionDetails) {
				addPropertiesBesideUrl(settings);
			}
		}
		else {
			settings.host(this.details.getHost()).port(this.details.getPort());
		}
		String username = this.details.getUsername();
		if (username != null) {
			settings.username(username);
		}
		settings.password(this.details.getPassword());
		String database = this.details.getDatabase();
		if (database != null) {
			settings.database(database);
		}
		settings.ensureDatabase(this.properties.isEnsureDatabase()).sslMode(this.details.getSslMode());
		addSslMaterial(settings);
		this.properties.getDriverProperties().forEach(settings::driverProperty);
		ConnectionSettings complete = settings.build();
		if (url != null && complete.database() == null) {
			logger.info("The database URL names no database, so the connections have none: statements name it in front "
					+ "of each table, or fail (1046, no database selected). To use one, add it to the URL or set "
					+ "tidb.database");
		}
		return complete;
	}

	/** So that the client sees, and refuses, what contradicts the URL. */
	private void addPropertiesBesideUrl(ConnectionSettings.Builder settings) {
		String host = this.properties.getHost();
		if (host != null) {
			settings.host(host);
		}
		Integer port = this.properties.getPort();
		if (port != null) {
			settings.port(port);
		}
	}

	private void addSslMaterial(ConnectionSettings.Builder settings) {
		SslBundle bundle = this.details.getSslBundle();
		boolean fromProperties = this.details instanceof PropertiesTiDBConnectionDetails;
		Path ca = fromProperties ? this.properties.getSsl().getCaCertificate() : null;
		if (ca != null) {
			settings.caCertificate(ca);
		}
		if (bundle == null) {
			return;
		}
		String name = fromProperties ? this.properties.getSsl().getBundle() : null;
		String description = StringUtils.hasText(name) ? "the SSL bundle '" + name + "'" : "the SSL bundle";
		// A bundle reads its files when it is used first, which would be too late.
		createContext(description, bundle);
		settings.sslContext(description, () -> createContext(description, currentBundle()));
		addOptions(settings, bundle.getOptions());
	}

	private static SSLContext createContext(String description, SslBundle bundle) {
		try {
			return bundle.createSslContext();
		}
		catch (RuntimeException ex) {
			InvalidConnectionSettingException failure = new InvalidConnectionSettingException("ssl.bundle",
					description + " cannot be loaded; check its files and passwords under spring.ssl.bundle");
			// Not the cause: a failure to connect is told in the words of the innermost
			// one, and what that says is not known to be free of secrets.
			failure.addSuppressed(ex);
			throw failure;
		}
	}

	private SslBundle currentBundle() {
		SslBundle bundle = this.details.getSslBundle();
		if (bundle == null) {
			throw new InvalidConnectionSettingException("ssl.bundle", "the SSL bundle is gone");
		}
		return bundle;
	}

	private static void addOptions(ConnectionSettings.Builder settings, @Nullable SslOptions options) {
		if (options != null && options.getEnabledProtocols() != null) {
			settings.driverProperty("tlsVersions", String.join(",", options.getEnabledProtocols()));
		}
		if (options != null && options.getCiphers() != null) {
			settings.driverProperty("tlsCiphersuites", String.join(",", options.getCiphers()));
		}
	}

}
