package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import io.github.tidbspring.client.connection.SslMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Adapts {@link TiDBProperties} to {@link TiDBConnectionDetails}.
 */
final class PropertiesTiDBConnectionDetails implements TiDBConnectionDetails {

	private final TiDBProperties properties;

	private final @Nullable SslBundles sslBundles;

	PropertiesTiDBConnectionDetails(TiDBProperties properties, @Nullable SslBundles sslBundles) {
		this.properties = properties;
		this.sslBundles = sslBundles;
	}

	@Override
	public @Nullable String getDatabaseUrl() {
		String url = this.properties.getDatabaseUrl();
		return StringUtils.hasText(url) ? url : null;
	}

	@Override
	public String getHost() {
		String host = this.properties.getHost();
		return (host != null) ? host : ConnectionSettings.DEFAULT_HOST;
	}

	@Override
	public int getPort() {
		Integer port = this.properties.getPort();
		return (port != null) ? port : ConnectionSettings.DEFAULT_PORT;
	}

	@Override
	public @Nullable String getUsername() {
		return this.properties.getUsername();
	}

	@Override
	public @Nullable String getPassword() {
		return this.properties.getPassword();
	}

	@Override
	public @Nullable String getDatabase() {
		return this.properties.getDatabase();
	}

	@Override
	public SslMode getSslMode() {
		return this.properties.getSsl().getMode();
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		String name = this.properties.getSsl().getBundle();
		if (!StringUtils.hasText(name)) {
			return null;
		}
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
