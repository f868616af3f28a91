package io.github.tidbspring.client.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;

import org.springframework.util.ClassUtils;

/**
 * Prepares statements so that Connector/J puts the parameters into their text, whatever
 * the connection's setting is: TiDB documents its vector index for a vector that is a
 * constant.
 * <p>
 * The statement is prepared on the connection as it was given, and not on the driver's
 * behind it. So a pool knows that a transaction has begun, that the statement is open,
 * and of an error that breaks the connection, and whatever decorates the
 * {@code DataSource} sees the statement. The text has a {@code ?} for the vector: in a
 * cache of statements, all searches of a kind are one.
 * <p>
 * A connection that cannot be unwrapped, such as that of another driver, prepares as it
 * does by itself.
 */
final class ClientPreparation {

	private static final boolean DRIVER_PRESENT = ClassUtils.isPresent("com.mysql.cj.jdbc.JdbcConnection",
			ClientPreparation.class.getClassLoader());

	private ClientPreparation() {
	}

	static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
		return DRIVER_PRESENT ? OfConnectorJ.prepare(connection, sql) : connection.prepareStatement(sql);
	}

	/**
	 * Knows the driver, which need not be there.
	 */
	private static final class OfConnectorJ {

		private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
			if (!connection.isWrapperFor(JdbcConnection.class)) {
				return connection.prepareStatement(sql);
			}
			RuntimeProperty<Boolean> onServer = connection.unwrap(JdbcConnection.class)
				.getPropertySet()
				.getBooleanProperty(PropertyKey.useServerPrepStmts);
			if (!onServer.getValue()) {
				return connection.prepareStatement(sql);
			}
			onServer.setValue(false);
			try {
				return connection.prepareStatement(sql);
			}
			finally {
				onServer.setValue(true);
			}
		}

	}

}
