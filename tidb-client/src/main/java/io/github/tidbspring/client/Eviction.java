package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.ProxyConnection;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.ClassUtils;

/**
 * Gives a connection up, so that its pool does not hand it to anybody else.
 */
final class Eviction {

	private static final Log logger = LogFactory.getLog(Eviction.class);

	private static final boolean HIKARI_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			Eviction.class.getClassLoader());

	private Eviction() {
	}

	/**
	 * Give a connection up. It has to be closed all the same.
	 * @param connection the connection
	 * @param origin where it comes from
	 */
	static void of(Connection connection, DataSource origin) {
		try {
			if (!HIKARI_PRESENT || !(Hikari.retire(connection, origin) || Hikari.evict(connection, origin))) {
				connection.abort(Runnable::run);
				// Some pools look at a connection only when a call on it has failed.
				connection.createStatement().close();
			}
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The connection is given up", ex);
		}
	}

	/**
	 * In a class of its own: another pool may be used.
	 */
	private static final class Hikari {

		/** A pool of ours waits with it until the connection is back. */
		static boolean retire(Connection connection, DataSource origin) throws SQLException {
			return origin.isWrapperFor(HikariDataSource.class)
					&& ConnectionSettings.retire(origin.unwrap(HikariDataSource.class), connection);
		}

		static boolean evict(Connection connection, DataSource origin) throws SQLException {
			if (connection instanceof ProxyConnection && origin.isWrapperFor(HikariDataSource.class)) {
				origin.unwrap(HikariDataSource.class).evictConnection(connection);
				return true;
			}
			return false;
		}

	}

}
