package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.connection.ConnectionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where TiDB is, and how to log in. A bean of this type replaces the connection
 * properties {@code tidb.*}; what is not about the connection (pool, health) stays with
 * them. {@code tidb.ensure-database} and {@code tidb.driver-properties.*} are added to
 * the settings.
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
	 * Return the settings of the connection. Called when the {@code DataSource} is made.
	 * @return the settings
	 */
	ConnectionSettings getConnectionSettings();

	/**
	 * Return the SSL bundle with what to trust and the key to show. Called for each new
	 * connection, so that a reloaded bundle takes effect. Not together with a CA
	 * certificate or an SSL context of the settings.
	 * @return the bundle, or {@code null} if there is none
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
