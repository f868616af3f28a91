package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.TiDBSQLExceptionOverride;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Looks at a {@code DataSource} when the client uses it first, and says once in the log
 * what it cannot do about it.
 */
final class FirstUse {

	private static final Log logger = LogFactory.getLog(FirstUse.class);

	private static final boolean HIKARI_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			FirstUse.class.getClassLoader());

	private final DataSource dataSource;

	private final AtomicBoolean done = new AtomicBoolean();

	private FirstUse(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	static FirstUse of(DataSource dataSource) {
		return new FirstUse(dataSource);
	}

	/**
	 * Look, if nobody has done so yet.
	 * @param connection a connection that is about to be used
	 */
	void of(Connection connection) {
		if (!this.done.get() && this.done.compareAndSet(false, true)) {
			if (!HIKARI_PRESENT || !Hikari.isKnown(this.dataSource)) {
				SessionTimeZone.lookAt(connection);
			}
		}
	}

	/**
	 * In a class of its own: another pool may be used.
	 */
	private static final class Hikari {

		/** Look at the pool, and return whether its sessions are known to be in UTC. */
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
			return ConnectionSettings.isInUtc(pool);
		}

		private static @Nullable HikariDataSource poolOf(DataSource dataSource) {
			try {
				return dataSource.isWrapperFor(HikariDataSource.class) ? dataSource.unwrap(HikariDataSource.class)
						: null;
			}
			catch (SQLException | RuntimeException ex) {
				// One that chooses another by the thread, for example.
				return null;
			}
		}

	}

}
