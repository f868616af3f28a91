package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.SslMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where TiDB is, and how to log in. A bean of this type replaces the connection
 * properties {@code tidb.*}; what is not about the connection (pool, driver, health)
 * stays with them.
 *
 * @since 0.1
 */
public interface TiDBConnectionDetails extends ConnectionDetails {

	/**
	 * Database URL; where there is one, it says host, port and database.
	 * @return the URL or {@code null}
	 */
	default @Nullable String getDatabaseUrl() {
		return null;
	}

	/**
	 * Host name or address. Not asked for where there is a database URL.
	 * @return the host
	 */
	default String getHost() {
		return ConnectionSettings.DEFAULT_HOST;
	}

	/**
	 * Port. Not asked for where there is a database URL.
	 * @return the port
	 */
	default int getPort() {
		return ConnectionSettings.DEFAULT_PORT;
	}

	/**
	 * User name.
	 * @return the user name, or {@code null} for that of the URL or {@code root}
	 */
	default @Nullable String getUsername() {
		return null;
	}

	/**
	 * Password.
	 * @return the password, or {@code null} for that of the URL or none
	 */
	default @Nullable String getPassword() {
		return null;
	}

	/**
	 * Database.
	 * @return the database, or {@code null} for that of the URL or {@code test}
	 */
	default @Nullable String getDatabase() {
		return null;
	}

	/**
	 * TLS mode.
	 * @return the mode
	 */
	default SslMode getSslMode() {
		return SslMode.AUTO;
	}

	/**
	 * SSL bundle with what to trust and the key to show. Asked for each new connection.
	 * @return the bundle or {@code null}
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
