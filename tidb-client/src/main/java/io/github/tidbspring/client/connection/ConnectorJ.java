package io.github.tidbspring.client.connection;

import java.sql.Connection;
import java.sql.SQLException;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Whether the driver is Connector/J, and how it is set. A {@code DataSource} of the
 * application may have another, and then Connector/J need not be there.
 *
 * @since 0.1
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

	/** A pool of our own works with no other driver. */
	static void require() {
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

	}

}
