package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.connection.ConnectionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Address, credentials and TLS of the connection to TiDB. A bean of this type replaces
 * the {@code tidb.*} properties of the connection. Other properties, such as those of the
 * pool and of the health check, still apply; {@code tidb.ensure-database} and
 * {@code tidb.driver-properties.*} are added to the settings.
 *
 * <pre class="code">
 * &#64;Bean
 * TiDBConnectionDetails tidb(Registry registry) {
 *     return () -&gt; ConnectionSettings.builder().host(registry.lookup("tidb")).username("app").build();
 * }
 * </pre>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface TiDBConnectionDetails extends ConnectionDetails {

	/**
	 * Return the settings of the connection. Called once for each {@code DataSource},
	 * when that is created. For credentials that change, set a supplier in the settings.
	 * @return the settings
	 */
	ConnectionSettings getConnectionSettings();

	/**
	 * Return the SSL bundle with the trusted CA certificates and, if the server asks for
	 * one, the client certificate. Called for each new connection, from any thread, so
	 * that a reloaded bundle takes effect. Cannot be combined with a CA certificate or an
	 * SSL context of the settings.
	 * @return the bundle, or {@code null} (the default) if there is none
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
