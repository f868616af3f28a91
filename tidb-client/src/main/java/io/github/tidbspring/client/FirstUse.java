package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.TiDBSQLExceptionOverride;
import io.github.tidbspring.client.internal.driver.ClientPool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Checks each pool when the client first uses it, and logs once what is misconfigured. A
 * routing {@code DataSource}, such as one with a pool for each tenant, has several.
 */
final class FirstUse {

	private static final Log logger = LogFactory.getLog(FirstUse.class);

	private static final boolean HIKARI_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			FirstUse.class.getClassLoader());

	/** The largest number of URLs that are remembered: no more are checked. */
	private static final int MOST = 1000;

	private final DataSource dataSource;

	/** Whether it is a pool itself, so that there is only one. */
	private final boolean single;

	private final AtomicBoolean done = new AtomicBoolean();

	/** Weak: the pool of a removed tenant must not be retained. */
	private final Set<DataSource> pools = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/** URLs of connections that are not from a HikariCP pool. */
	private final Set<String> urls = ConcurrentHashMap.newKeySet();

	FirstUse(DataSource dataSource) {
		this.dataSource = dataSource;
		this.single = HIKARI_PRESENT && Hikari.isPool(dataSource);
	}

	/**
	 * Check the pool of a connection, unless it was checked before.
	 * @param connection a connection that is about to be used
	 */
	void check(Connection connection) {
		if (this.single) {
			if (!this.done.get() && this.done.compareAndSet(false, true)) {
				checkTimeZone(connection);
			}
		}
		else if (isNew(connection)) {
			checkTimeZone(connection);
		}
	}

	private boolean isNew(Connection connection) {
		DataSource pool = HIKARI_PRESENT ? Hikari.poolOf(this.dataSource) : null;
		if (pool != null) {
			return this.pools.add(pool);
		}
		try {
			String url = connection.getMetaData().getURL();
			return this.urls.size() < MOST && this.urls.add((url != null) ? url : "");
		}
		catch (SQLException | RuntimeException ex) {
			return this.urls.add("");
		}
	}

	private void checkTimeZone(Connection connection) {
		if (!HIKARI_PRESENT || !Hikari.isKnown(this.dataSource)) {
			SessionTimeZone.check(connection);
		}
	}

	/**
	 * A separate class, since HikariCP may be absent.
	 */
	private static final class Hikari {

		static boolean isPool(DataSource dataSource) {
			return dataSource instanceof HikariDataSource;
		}

		/** Check the pool, and return whether its sessions are known to be in UTC. */
		static boolean isKnown(DataSource dataSource) {
			HikariDataSource pool = poolOf(dataSource);
			if (pool == null) {
				return false;
			}
			if (pool.getExceptionOverride() == null) {
				logger.warn(("The pool '%s' closes a connection whenever TiDB answers 1105, its code for all errors "
						+ "without one of their own, and with the connection its transaction. Set its "
						+ "exceptionOverrideClassName (in Spring Boot "
						+ "spring.datasource.hikari.exception-override-class-name) to %s")
					.formatted(pool.getPoolName(), TiDBSQLExceptionOverride.class.getName()));
			}
			return pool instanceof ClientPool own && own.isInUtc();
		}

		static @Nullable HikariDataSource poolOf(DataSource dataSource) {
			try {
				return dataSource.isWrapperFor(HikariDataSource.class) ? dataSource.unwrap(HikariDataSource.class)
						: null;
			}
			catch (SQLException | RuntimeException ex) {
				// For example, a routing data source without a current pool, or a closed
				// one.
				return null;
			}
		}

	}

}
