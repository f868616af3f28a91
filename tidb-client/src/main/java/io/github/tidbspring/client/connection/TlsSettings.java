package io.github.tidbspring.client.connection;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The TLS settings that are given separately from a database URL, and their combination
 * with those in the URL.
 *
 * @param mode the requested mode
 * @param caCertificate a file with the CA certificates to trust, if any
 * @param sslContext the application's SSL context, if any
 */
record TlsSettings(SslMode mode, @Nullable Path caCertificate, @Nullable SslMaterial sslContext) {

	/**
	 * Return the TLS material. Reads the file.
	 * @param url the URL, if there is one
	 * @return the material, or {@code null} for that of the driver or the JVM
	 */
	@Nullable SslMaterial material(@Nullable DatabaseUrl url) {
		Path ca = this.caCertificate;
		String inUrl = (url != null) ? url.parameters().caCertificate() : null;
		if (inUrl != null) {
			ca = DatabaseUrl.same(SslMaterial.CA_CERTIFICATE, path(inUrl), ca);
		}
		if (ca == null) {
			return this.sslContext;
		}
		boolean ofUrl = this.caCertificate == null;
		String setting = ofUrl ? DatabaseUrl.SETTING : SslMaterial.CA_CERTIFICATE;
		if (this.sslContext != null) {
			throw new InvalidConnectionSettingException(setting, "%s cannot be combined with %s; give one of the two"
				.formatted(ofUrl ? "the parameter ssl_ca" : "it", this.sslContext));
		}
		return SslMaterial.ofPem(setting, ca);
	}

	private static Path path(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException ex) {
			throw DatabaseUrl.invalid("the parameter ssl_ca is not a file's path");
		}
	}

	/**
	 * Return the mode for the driver.
	 * @param url the URL, if there is one
	 * @param hosts all hosts of the connection
	 * @param material the result of {@link #material}
	 * @param driverProperties all properties of the driver
	 * @return the mode, never {@link SslMode#AUTO}
	 */
	SslMode mode(@Nullable DatabaseUrl url, List<String> hosts, @Nullable SslMaterial material,
			Map<String, String> driverProperties) {
		String description = description(material, driverProperties);
		SslMode inUrl = (url != null) ? url.sslMode() : null;
		if (url == null || inUrl == null) {
			return TlsPolicy.mode(this.mode, hosts, description);
		}
		if (this.mode != SslMode.AUTO && this.mode != inUrl) {
			throw DatabaseUrl.twice("ssl.mode");
		}
		boolean least = this.mode == SslMode.AUTO && url.parameters().isSslModeTheLeast();
		try {
			return least ? TlsPolicy.atLeast(inUrl, hosts, description) : TlsPolicy.mode(inUrl, hosts, description);
		}
		catch (InvalidConnectionSettingException ex) {
			throw (this.mode == SslMode.AUTO) ? DatabaseUrl.invalid(ex.getReason()) : ex;
		}
	}

	/** Return the description of the given TLS material, also that of the driver. */
	private static @Nullable String description(@Nullable SslMaterial material, Map<String, String> driverProperties) {
		if (material != null) {
			return material.description();
		}
		return driverProperties.containsKey(DriverProperties.TRUST_STORE)
				? "the driver's property " + DriverProperties.TRUST_STORE : null;
	}

}
