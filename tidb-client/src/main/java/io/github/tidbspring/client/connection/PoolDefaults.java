package io.github.tidbspring.client.connection;

import java.time.Duration;

import com.zaxxer.hikari.HikariConfig;

/**
 * Defaults of the connection pool that differ from HikariCP's.
 */
final class PoolDefaults {

	/** Shown in logs, thread names and metrics. */
	static final String NAME = "tidb";

	/**
	 * TiDB Cloud may close a connection after 30 minutes, which is HikariCP's default. It
	 * recommends 5 minutes.
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/serverless-limitations/">Limitations</a>
	 */
	static final Duration CLOUD_MAX_LIFETIME = Duration.ofMinutes(5);

	/**
	 * Shorter than the grace period of connections when a TiDB server shuts down.
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/java-app-best-practices/">Best
	 * practices for Java</a>
	 */
	static final Duration MAX_LIFETIME = Duration.ofMinutes(20);

	/**
	 * The interval of pings on an idle connection, so that a load balancer does not close
	 * it. Shorter than both lifetimes, as HikariCP requires.
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
