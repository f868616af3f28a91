package io.github.tidbspring.client.internal.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Whether the driver is Connector/J, and how it is set. A {@code DataSource} of the
 * application may have another, and then Connector/J need not be there.
 */
public final class ConnectorJ {

	private static final boolean PRESENT = ClassUtils.isPresent("com.mysql.cj.jdbc.JdbcConnection",
			ConnectorJ.class.getClassLoader());

	private ConnectorJ() {
	}

	/**
	 * Return whether a connection is one of Connector/J.
	 * @param connection the connection, wrapped or not
	 * @return {@code false} also where the driver is not there at all
	 * @throws SQLException if the connection cannot say so
	 */
	public static boolean isDriverOf(Connection connection) throws SQLException {
		return PRESENT && Present.isDriverOf(connection);
	}

	/**
	 * Return whether a property is switched on.
	 * @param connection a connection of Connector/J
	 * @param property the name of a property that is on or off
	 * @return {@code true} if it is on
	 * @throws SQLException if the connection cannot say so
	 */
	public static boolean isOn(Connection connection, String property) throws SQLException {
		return Present.isOn(connection, property);
	}

	/**
	 * Prepare a statement whose parameters the driver puts into its text, whatever the
	 * connection's setting is. It is prepared on the connection as it was given, so that
	 * a pool and whatever decorates the {@code DataSource} see the statement.
	 * @param connection the connection; one of another driver prepares as it does by
	 * itself
	 * @param sql the statement
	 * @return the prepared statement
	 * @throws SQLException if the statement cannot be prepared
	 */
	public static PreparedStatement prepareOnClient(Connection connection, String sql) throws SQLException {
		return isDriverOf(connection) ? Present.prepareOnClient(connection, sql) : connection.prepareStatement(sql);
	}

	/** A pool of our own works with no other driver. */
	public static void require() {
		Assert.state(PRESENT, "TiDBClient needs Connector/J for a connection pool of its own: add the dependency "
				+ "com.mysql:mysql-connector-j, or give it a DataSource that exists");
	}

	/**
	 * What is loaded only where the driver is there.
	 */
	private static final class Present {

		private static boolean isDriverOf(Connection connection) throws SQLException {
			return connection.isWrapperFor(JdbcConnection.class);
		}

		private static boolean isOn(Connection connection, String property) throws SQLException {
			Boolean value = connection.unwrap(JdbcConnection.class)
				.getPropertySet()
				.getBooleanProperty(PropertyKey.fromValue(property))
				.getValue();
			return Boolean.TRUE.equals(value);
		}

		private static PreparedStatement prepareOnClient(Connection connection, String sql) throws SQLException {
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
