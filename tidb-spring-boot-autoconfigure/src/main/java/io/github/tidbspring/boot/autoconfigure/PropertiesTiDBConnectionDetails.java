package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Adapts {@link TiDBConnectionProperties} to {@link TiDBConnectionDetails}.
 *
 * @param prefix the prefix of the properties, such as {@code tidb}
 * @param properties the properties
 * @param sslBundles the SSL bundles, if there are any
 */
record PropertiesTiDBConnectionDetails(String prefix, TiDBConnectionProperties properties,
		@Nullable SslBundles sslBundles) implements TiDBConnectionDetails {

	private static final Log logger = LogFactory.getLog(PropertiesTiDBConnectionDetails.class);

	@Override
	public ConnectionSettings getConnectionSettings() {
		ConnectionSettings.Builder settings = ConnectionSettings.builder();
		// Properties that contradict the URL are set too: the builder rejects them.
		PropertyMapper map = PropertyMapper.get();
		map.from(this.properties::getDatabaseUrl).whenHasText().to(settings::databaseUrl);
		map.from(this.properties::getHost).to(settings::host);
		map.from(this.properties::getPort).to(settings::port);
		map.from(this.properties::getUsername).to(settings::username);
		map.from(this.properties::getPassword).to(settings::password);
		map.from(this.properties::getDatabase).to(settings::database);
		TiDBConnectionProperties.Ssl ssl = this.properties.getSsl();
		map.from(ssl::getMode).to(settings::sslMode);
		map.from(ssl::getCaCertificate).to(settings::caCertificate);
		map.from(ssl::getBundle)
			.whenHasText()
			.as((name) -> new SslBundleSettings("the SSL bundle '" + name + "'", () -> bundle(name)))
			.to((bundle) -> bundle.applyTo(settings));
		ConnectionSettings complete = settings.build();
		if (complete.database() == null && StringUtils.hasText(this.properties.getDatabaseUrl())) {
			logger.info("The database URL names no database, so the connections have none: a statement that does not "
					+ "qualify its tables with a database fails (1046, no database selected). Add the database to "
					+ "the URL, or set " + this.prefix + ".database");
		}
		return complete;
	}

	private SslBundle bundle(String name) {
		try {
			if (this.sslBundles != null) {
				return this.sslBundles.getBundle(name);
			}
		}
		catch (NoSuchSslBundleException ex) {
			throw noSuchBundle(name);
		}
		throw noSuchBundle(name);
	}

	private static InvalidConnectionSettingException noSuchBundle(String name) {
		return new InvalidConnectionSettingException("ssl.bundle",
				"there is no SSL bundle named '%s'; define it under spring.ssl.bundle.pem.%s or spring.ssl.bundle.jks.%s"
					.formatted(name, name, name));
	}

}
