package io.github.tidbspring.client.server;

/**
 * A feature that depends on the TiDB deployment. Later versions may add constants.
 *
 * @since 0.1
 * @see io.github.tidbspring.client.TiDBClient#supports(Capability)
 */
public enum Capability {

	/**
	 * The type {@code VECTOR} and its functions, which allow exact vector search: TiDB
	 * 8.4 and later, and TiDB Cloud.
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/vector-search-data-types/">Vector data
	 * types</a>
	 */
	VECTOR("vector columns (TiDB 8.4 or later)"),

	/**
	 * Vector indexes that searches use. They require TiFlash, which a single
	 * {@code tidb-server} does not have. It is detected in
	 * {@code information_schema.cluster_info}: for a user without the privilege PROCESS,
	 * who cannot read that table, the result is {@code false}.
	 * @see <a href="https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector
	 * search index</a>
	 */
	VECTOR_INDEX("a vector index (TiFlash)"),

	/**
	 * Full-text indexes and full-text search: TiDB Cloud Starter, in some regions. Other
	 * regions reject the creation of an index only; there the result may be {@code true}
	 * although the index is rejected.
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
	 * search</a>
	 */
	FULL_TEXT("full-text search (TiDB Cloud Starter, in some regions)"),

	/**
	 * Embedding of texts by the server: TiDB Cloud Starter.
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
	 * Return a description.
	 * @return the feature, and in brackets the deployments that have it
	 */
	public String description() {
		return this.description;
	}

}
