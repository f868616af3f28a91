package io.github.tidbspring.client.connection;

import java.time.Duration;

import com.zaxxer.hikari.HikariConfig;

/**
 * Defaults of the connection pool where Hikari's own do not suit TiDB.
 */
final class PoolDefaults {

	/** Shown in logs, thread names and metrics. */
	static final String NAME = "tidb";

	/**
	 * TiDB Cloud may close a connection after 30 minutes and recommends starting with 5;
	 * Hikari's own default is exactly those 30.
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/serverless-limitations/">Limitations</a>
	 */
	static final Duration CLOUD_MAX_LIFETIME = Duration.ofMinutes(5);

	/**
	 * Below the grace that a TiDB server gives its connections before it shuts down.
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/java-app-best-practices/">Best
	 * practices for Java</a>
	 */
	static final Duration MAX_LIFETIME = Duration.ofMinutes(20);

	/**
	 * An idle connection is pinged this often, so that no load balancer on the way cuts
	 * it unnoticed. Below both lifetimes, as Hikari demands.
	 */
	static final Duration KEEPALIVE_TIME = Duration.ofMinutes(2);

	private PoolDefaults() {
	}

	static void apply(HikariConfig pool, EndpointKind kind) {
		pool.setPoolName(NAME);
		pool.setMaxLifetime((kind.isCloud() ? CLOUD_MAX_LIFETIME : MAX_LIFETIME).toMillis());
		pool.setKeepaliveTime(KEEPALIVE_TIME.toMillis());
		pool.setExceptionOverride(new TiDBSQLExceptionOverride());
	}

}
