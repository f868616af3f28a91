package io.github.tidbspring.client.server;

import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The version of a server, and properties of one connection to it. A value, which does
 * not access the server. Immutable and therefore thread-safe.
 *
 * @since 0.1
 * @see io.github.tidbspring.client.TiDBClient#serverInfo()
 */
public final class ServerInfo {

	private final String version;

	private final @Nullable String database;

	private final @Nullable String tlsProtocol;

	private final @Nullable String tlsCipher;

	private ServerInfo(String version, @Nullable String database, @Nullable String tlsProtocol,
			@Nullable String tlsCipher) {
		Assert.notNull(version, "'version' must not be null");
		this.version = version;
		this.database = database;
		this.tlsProtocol = tlsProtocol;
		this.tlsCipher = tlsCipher;
	}

	/**
	 * Create an instance without TLS and without a database, for example for tests.
	 * @param version what {@code VERSION()} returns, such as {@code 8.0.11-TiDB-v8.5.3}
	 * @return the description
	 */
	public static ServerInfo of(String version) {
		return of(version, null, null, null);
	}

	/**
	 * Create an instance.
	 * @param version what {@code VERSION()} returns, such as {@code 8.0.11-TiDB-v8.5.3}
	 * @param database the current database, or {@code null} if there is none
	 * @param tlsProtocol the connection's TLS version, such as {@code TLSv1.3}, or
	 * {@code null} without TLS
	 * @param tlsCipher the connection's cipher suite, such as
	 * {@code TLS_AES_128_GCM_SHA256}, or {@code null} without TLS
	 * @return the description
	 */
	public static ServerInfo of(String version, @Nullable String database, @Nullable String tlsProtocol,
			@Nullable String tlsCipher) {
		return new ServerInfo(version, database, tlsProtocol, tlsCipher);
	}

	/**
	 * Return the version that the server reports.
	 * @return what {@code VERSION()} returns, such as {@code 8.0.11-TiDB-v8.5.3}
	 */
	public String version() {
		return this.version;
	}

	/**
	 * Return the current database of the connection.
	 * @return the name, or {@code null} if there is none
	 */
	public @Nullable String database() {
		return this.database;
	}

	/**
	 * Return the connection's TLS version.
	 * @return the protocol, such as {@code TLSv1.3}, or {@code null} without TLS
	 */
	public @Nullable String tlsProtocol() {
		return this.tlsProtocol;
	}

	/**
	 * Return the connection's cipher suite.
	 * @return the suite, such as {@code TLS_AES_128_GCM_SHA256}, or {@code null} without
	 * TLS
	 */
	public @Nullable String tlsCipher() {
		return this.tlsCipher;
	}

	/**
	 * Return whether the connection is encrypted.
	 * @return {@code true} with TLS
	 */
	public boolean isEncrypted() {
		return this.tlsProtocol != null;
	}

	/**
	 * Return whether the server is a TiDB. The stand-in for tests is not one.
	 * @return {@code true} for TiDB
	 */
	public boolean isTiDB() {
		return product() == Product.TIDB;
	}

	/**
	 * Return the product, derived from the version.
	 * @return the product
	 */
	public Product product() {
		String name = this.version.toLowerCase(Locale.ROOT);
		if (name.contains("mariadb")) {
			return name.contains("-tidb-") ? Product.STAND_IN : Product.MARIADB;
		}
		return name.contains("-tidb") ? Product.TIDB : Product.MYSQL;
	}

	/**
	 * Return TiDB's own version.
	 * @return the version, or {@code null} if the server does not report it, or is not a
	 * TiDB
	 */
	public @Nullable TiDBVersion tidbVersion() {
		return isTiDB() ? TiDBVersion.parse(this.version) : null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ServerInfo that && this.version.equals(that.version)
				&& Objects.equals(this.database, that.database) && Objects.equals(this.tlsProtocol, that.tlsProtocol)
				&& Objects.equals(this.tlsCipher, that.tlsCipher);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.version, this.database, this.tlsProtocol, this.tlsCipher);
	}

	@Override
	public String toString() {
		return "ServerInfo[version=%s, database=%s, tlsProtocol=%s, tlsCipher=%s]".formatted(this.version,
				this.database, this.tlsProtocol, this.tlsCipher);
	}

	/**
	 * The products with MySQL's protocol that are distinguished.
	 */
	public enum Product {

		/** TiDB. */
		TIDB("TiDB"),

		/** A MariaDB that emulates TiDB's dialect, for development and tests. */
		STAND_IN("MariaDB, a stand-in for TiDB"),

		/** MariaDB. */
		MARIADB("MariaDB"),

		/** MySQL, or any other product. */
		MYSQL("MySQL");

		private final String description;

		Product(String description) {
			this.description = description;
		}

		/**
		 * Return the name.
		 * @return the name
		 */
		public String description() {
			return this.description;
		}

	}

}
