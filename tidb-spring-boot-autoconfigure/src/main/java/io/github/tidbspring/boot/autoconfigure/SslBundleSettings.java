package io.github.tidbspring.boot.autoconfigure;

import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * Adapts an {@link SslBundle} to the settings of a connection.
 *
 * @param description the bundle in messages
 * @param bundle supplies the bundle; called for each new connection, because the bundle
 * may be reloaded
 */
record SslBundleSettings(String description, Supplier<@Nullable SslBundle> bundle) {

	void applyTo(ConnectionSettings.Builder settings) {
		SslBundle current = current();
		// A bundle reads its files on first use: report problems with them at the start.
		createContext(current);
		settings.sslContext(this.description, () -> createContext(current()));
		SslOptions options = current.getOptions();
		if (options != null && options.getEnabledProtocols() != null) {
			settings.driverProperty("tlsVersions", String.join(",", options.getEnabledProtocols()));
		}
		if (options != null && options.getCiphers() != null) {
			settings.driverProperty("tlsCiphersuites", String.join(",", options.getCiphers()));
		}
	}

	private SslBundle current() {
		SslBundle current = this.bundle.get();
		if (current == null) {
			throw new InvalidConnectionSettingException("ssl.bundle", "the SSL bundle is gone");
		}
		return current;
	}

	private SSLContext createContext(SslBundle bundle) {
		try {
			return bundle.createSslContext();
		}
		catch (RuntimeException ex) {
			InvalidConnectionSettingException failure = new InvalidConnectionSettingException("ssl.bundle",
					this.description + " cannot be loaded; check its files and passwords under spring.ssl.bundle");
			// Not as the cause: its message would be reported, and may contain secrets.
			failure.addSuppressed(ex);
			throw failure;
		}
	}

}
