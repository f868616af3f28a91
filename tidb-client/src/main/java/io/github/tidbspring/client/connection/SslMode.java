package io.github.tidbspring.client.connection;

/**
 * The TLS mode of a connection. In each mode, only TLS 1.2 and 1.3 are used.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidbcloud/secure-connections-to-serverless-clusters">TLS
 * connections to TiDB Cloud</a>
 */
public enum SslMode {

	/**
	 * The default. {@link #VERIFY_IDENTITY} for TiDB Cloud's public endpoints,
	 * {@link #REQUIRED} for other TiDB Cloud hosts, {@link #PREFERRED} elsewhere; and at
	 * least {@link #VERIFY_CA} ({@link #VERIFY_IDENTITY} for TiDB Cloud) when a CA
	 * certificate or an SSL context is given.
	 */
	AUTO,

	/** No encryption. */
	DISABLED,

	/**
	 * Encrypted if the server supports it. The server is not verified; only an expired
	 * certificate is rejected.
	 */
	PREFERRED,

	/**
	 * Always encrypted. The server's certificate is verified only if a CA certificate or
	 * an SSL context is given.
	 */
	REQUIRED,

	/** Always encrypted; the server's certificate must be signed by a trusted CA. */
	VERIFY_CA,

	/**
	 * Always encrypted; the server's certificate must be signed by a trusted CA and
	 * issued for the host of the connection.
	 */
	VERIFY_IDENTITY

}
