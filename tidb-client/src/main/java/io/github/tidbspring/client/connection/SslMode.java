package io.github.tidbspring.client.connection;

/**
 * How a connection uses TLS. Whatever the mode, only TLS 1.2 and 1.3 are ever offered.
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

	/** Plain text. */
	DISABLED,

	/**
	 * Encrypted if the server can, otherwise plain text. Nobody vouches for the server;
	 * only a certificate that is out of date is refused.
	 */
	PREFERRED,

	/**
	 * Encrypted or not at all. Who signed the server's certificate is verified only when
	 * a CA certificate or an SSL context is given.
	 */
	REQUIRED,

	/** Encrypted, and the server's certificate must be signed by a trusted CA. */
	VERIFY_CA,

	/**
	 * Encrypted, the certificate must be signed by a trusted CA, and it must be for the
	 * host that was asked for.
	 */
	VERIFY_IDENTITY

}
