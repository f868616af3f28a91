package io.github.tidbspring.client;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself, and how one connection reaches it.
 *
 * @param version what {@code VERSION()} returns, such as {@code 8.0.11-TiDB-v8.5.3}
 * @param database the current database, or {@code null} where there is none
 * @param tlsProtocol the connection's TLS version, such as {@code TLSv1.3}, or
 * {@code null} for plain text
 * @param tlsCipher the connection's cipher suite, such as {@code TLS_AES_128_GCM_SHA256},
 * or {@code null} for plain text
 * @param capabilities what the server can, asked for when it is first wanted
 * @since 0.1
 */
public record ServerInfo(String version, @Nullable String database, @Nullable String tlsProtocol,
		@Nullable String tlsCipher, ServerCapabilities capabilities) {

	/**
	 * Describe a server that nobody can ask: it has the capabilities that its version
	 * alone tells of.
	 * @param version what {@code VERSION()} returns
	 * @param database the current database, or {@code null} where there is none
	 * @param tlsProtocol the connection's TLS version, or {@code null} for plain text
	 * @param tlsCipher the connection's cipher suite, or {@code null} for plain text
	 */
	public ServerInfo(String version, @Nullable String database, @Nullable String tlsProtocol,
			@Nullable String tlsCipher) {
		this(version, database, tlsProtocol, tlsCipher, ServerCapabilities.ofVersion(version));
	}

	/**
	 * Return whether the server is a TiDB. A stand-in that speaks TiDB's dialect is not.
	 * @return {@code true} for TiDB
	 */
	public boolean isTiDB() {
		return product() == Product.TIDB;
	}

	/**
	 * Return what the server is.
	 * @return the product
	 */
	public Product product() {
		return Product.of(this.version);
	}

	/**
	 * Return TiDB's own version.
	 * @return the version, or {@code null} where the server does not say it, or is not a
	 * TiDB
	 */
	public @Nullable TiDBVersion tidbVersion() {
		return isTiDB() ? TiDBVersion.parse(this.version) : null;
	}

	/**
	 * Return whether the server has a capability. Its version decides where it can.
	 * Otherwise the client that this came from asks the server when this is first called,
	 * with up to three queries that change nothing, and keeps the answer for as long as
	 * the server's version stays the same. What cannot be found out is taken to be
	 * missing: no exception is thrown.
	 * @param capability the capability
	 * @return {@code true} if the server is known to have it
	 */
	public boolean supports(Capability capability) {
		return this.capabilities.contains(capability);
	}

	/**
	 * Return whether the connection is encrypted.
	 * @return {@code true} with TLS
	 */
	public boolean isEncrypted() {
		return this.tlsProtocol != null;
	}

	ServerInfo with(ServerCapabilities capabilities) {
		return new ServerInfo(this.version, this.database, this.tlsProtocol, this.tlsCipher, capabilities);
	}

	/**
	 * The servers that speak TiDB's protocol and can be told apart.
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

		/** What the answer of {@code VERSION()} is of. */
		static Product of(String version) {
			String name = version.toLowerCase(Locale.ROOT);
			if (name.contains("mariadb")) {
				return name.contains("-tidb-") ? Product.STAND_IN : Product.MARIADB;
			}
			return name.contains("-tidb") ? Product.TIDB : Product.MYSQL;
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
