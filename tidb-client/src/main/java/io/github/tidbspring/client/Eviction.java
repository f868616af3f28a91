package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.ProxyConnection;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.jdbc.datasource.ConnectionProxy;
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
			if (!byPool(connection, origin)) {
				breakOff(connection);
			}
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The connection is given up", ex);
		}
	}

	/**
	 * Give a connection up if its pool gets to know. One that is closed behind the back
	 * of a pool may be lent again: not all look at what they lend.
	 * @param connection the connection
	 * @param origin where it comes from
	 * @return whether the pool knows
	 */
	static boolean byPool(Connection connection, DataSource origin) {
		try {
			return HIKARI_PRESENT && Hikari.giveUp(lent(connection), origin);
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The pool cannot be told to give the connection up", ex);
			return false;
		}
	}

	/** What the pool has lent, below what Spring puts around it. */
	private static Connection lent(Connection connection) {
		Connection lent = connection;
		while (lent instanceof ConnectionProxy proxy) {
			lent = proxy.getTargetConnection();
		}
		return lent;
	}

	private static void breakOff(Connection connection) throws SQLException {
		connection.abort(Runnable::run);
		try {
			// Some pools look at a connection only when a call on it has failed.
			connection.createStatement().close();
		}
		catch (SQLException ex) {
			logger.debug("The connection is given up", ex);
		}
	}

	/**
	 * In a class of its own: another pool may be used.
	 */
	private static final class Hikari {

		static boolean giveUp(Connection connection, DataSource origin) throws SQLException {
			if (retire(connection, origin) || evict(connection, origin)) {
				return true;
			}
			// In a connection of somebody else's: HikariCP sees the call that fails.
			if (origin.isWrapperFor(HikariDataSource.class)) {
				breakOff(connection);
				return true;
			}
			return false;
		}

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
