package io.github.tidbspring.client.server;

/**
 * A feature that depends on the TiDB deployment. Constants may be added.
 *
 * @since 0.1
 * @see io.github.tidbspring.client.TiDBClient#supports(Capability)
 */
public enum Capability {

	/**
	 * The type {@code VECTOR} and its functions, and with them exact vector search: TiDB
	 * 8.4 and later, and TiDB Cloud.
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/vector-search-data-types/">Vector data
	 * types</a>
	 */
	VECTOR("vector columns (TiDB 8.4 or later)"),

	/**
	 * Vector indexes that searches use. They need TiFlash, which a single
	 * {@code tidb-server} does not have. A user who may not read
	 * {@code information_schema.cluster_info} (that takes the privilege PROCESS) is not
	 * told whether there is one: the answer is no then.
	 * @see <a href="https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector
	 * search index</a>
	 */
	VECTOR_INDEX("a vector index (TiFlash)"),

	/**
	 * Full-text indexes and search by words: TiDB Cloud Starter, in some regions. That a
	 * region is none of them shows only when an index is made; there the answer may be
	 * yes where the index is refused.
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
	 * search</a>
	 */
	FULL_TEXT("full-text search (TiDB Cloud Starter, in some regions)"),

	/**
	 * Vectors that the server itself makes from texts: TiDB Cloud Starter.
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/vector-search-auto-embedding-overview/">Auto
	 * embedding</a>
	 */
	SERVER_SIDE_EMBEDDING("embedding on the server (TiDB Cloud Starter)");

	private final String description;

	Capability(String description) {
		this.description = description;
	}

	/**
	 * Return a description for people to read.
	 * @return the feature, and in brackets which deployments have it
	 */
	public String description() {
		return this.description;
	}

}
