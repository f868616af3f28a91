package io.github.tidbspring.client.server;

import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The answer of a server to the question what it is, and how one connection reaches it. A
 * value: nothing is sent by it. Thread-safe, since it is immutable.
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
	 * Describe a server that is reached in plain text and without a database, as a test
	 * needs it.
	 * @param version what {@code VERSION()} returns, such as {@code 8.0.11-TiDB-v8.5.3}
	 * @return the description
	 */
	public static ServerInfo of(String version) {
		return of(version, null, null, null);
	}

	/**
	 * Describe a server and a connection to it.
	 * @param version what {@code VERSION()} returns, such as {@code 8.0.11-TiDB-v8.5.3}
	 * @param database the current database, or {@code null} if there is none
	 * @param tlsProtocol the connection's TLS version, such as {@code TLSv1.3}, or
	 * {@code null} for plain text
	 * @param tlsCipher the connection's cipher suite, such as
	 * {@code TLS_AES_128_GCM_SHA256}, or {@code null} for plain text
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
	 * @return the protocol, such as {@code TLSv1.3}, or {@code null} for plain text
	 */
	public @Nullable String tlsProtocol() {
		return this.tlsProtocol;
	}

	/**
	 * Return the connection's cipher suite.
	 * @return the suite, such as {@code TLS_AES_128_GCM_SHA256}, or {@code null} for
	 * plain text
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
	 * Return whether the server is a TiDB. A stand-in that speaks TiDB's dialect is not.
	 * @return {@code true} for TiDB
	 */
	public boolean isTiDB() {
		return product() == Product.TIDB;
	}

	/**
	 * Return the product, by its version.
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
	 * @return the version, or {@code null} if the server does not say it, or is not a
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
	 * The servers that speak MySQL's protocol and can be told apart.
	 */
	public enum Product {

		/** TiDB. */
		TIDB("TiDB"),

		/** A MariaDB that was taught TiDB's words, for development and tests. */
		STAND_IN("MariaDB, a stand-in for TiDB"),

		/** MariaDB. */
		MARIADB("MariaDB"),

		/** MySQL, or anything else of its family. */
		MYSQL("MySQL");

		private final String description;

		Product(String description) {
			this.description = description;
		}

		/**
		 * Return the name for people to read.
		 * @return the name
		 */
		public String description() {
			return this.description;
		}

	}

}
