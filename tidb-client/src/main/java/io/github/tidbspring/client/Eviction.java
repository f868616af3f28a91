package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.ProxyConnection;
import io.github.tidbspring.client.internal.driver.ClientPool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.jdbc.datasource.ConnectionProxy;
import org.springframework.util.ClassUtils;

/**
 * Evicts a connection, so that its pool does not lend it again.
 */
final class Eviction {

	private static final Log logger = LogFactory.getLog(Eviction.class);

	private static final boolean HIKARI_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			Eviction.class.getClassLoader());

	private Eviction() {
	}

	/**
	 * Evict a connection. It must still be closed.
	 * @param connection the connection
	 * @param origin the {@code DataSource} that it was obtained from
	 */
	static void of(Connection connection, DataSource origin) {
		try {
			if (!byPool(connection, origin)) {
				abort(connection);
			}
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not evict the connection", ex);
		}
	}

	/**
	 * Evict a connection if its pool can do so. A pool may lend a connection again that
	 * was aborted without its knowledge: not all pools validate what they lend.
	 * @param connection the connection
	 * @param origin the {@code DataSource} that it was obtained from
	 * @return whether the pool evicts it
	 */
	static boolean byPool(Connection connection, DataSource origin) {
		try {
			return HIKARI_PRESENT && Hikari.evict(lent(connection), origin);
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not evict the connection from its pool", ex);
			return false;
		}
	}

	/** Return the connection of the pool, below proxies of Spring. */
	private static Connection lent(Connection connection) {
		Connection lent = connection;
		while (lent instanceof ConnectionProxy proxy) {
			lent = proxy.getTargetConnection();
		}
		return lent;
	}

	private static void abort(Connection connection) throws SQLException {
		connection.abort(Runnable::run);
		try {
			// Some pools validate a connection only after a call on it has failed.
			connection.createStatement().close();
		}
		catch (SQLException ex) {
			logger.debug("The connection is aborted", ex);
		}
	}

	/**
	 * A separate class, since HikariCP may be absent.
	 */
	private static final class Hikari {

		static boolean evict(Connection connection, DataSource origin) throws SQLException {
			if (!origin.isWrapperFor(HikariDataSource.class)) {
				return false;
			}
			HikariDataSource pool = origin.unwrap(HikariDataSource.class);
			if (pool instanceof ClientPool own) {
				// It evicts a connection when it is returned.
				own.retire(connection);
			}
			else if (connection instanceof ProxyConnection) {
				pool.evictConnection(connection);
			}
			else {
				// Wrapped by the application: HikariCP notices the failing call.
				abort(connection);
			}
			return true;
		}

	}

}
