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
 * Detects Connector/J and reads its settings. A {@code DataSource} of the application may
 * use another driver; Connector/J may then be absent from the class path.
 */
public final class ConnectorJ {

	private static final boolean PRESENT = ClassUtils.isPresent("com.mysql.cj.jdbc.JdbcConnection",
			ConnectorJ.class.getClassLoader());

	private ConnectorJ() {
	}

	/**
	 * Return whether a connection is one of Connector/J.
	 * @param connection the connection, wrapped or not
	 * @return {@code false} also if the driver is absent
	 * @throws SQLException if the connection cannot be checked
	 */
	public static boolean isDriverOf(Connection connection) throws SQLException {
		return PRESENT && Present.isDriverOf(connection);
	}

	/**
	 * Return whether a boolean property of the driver is on.
	 * @param connection a connection of Connector/J
	 * @param property the name of the property
	 * @return {@code true} if it is on
	 * @throws SQLException if the property cannot be read
	 */
	public static boolean isOn(Connection connection, String property) throws SQLException {
		return Present.isOn(connection, property);
	}

	/**
	 * Prepare a statement on the client, whatever the setting of the connection is: the
	 * driver then writes the parameters into its text. It is prepared on the given
	 * connection, so that a pool and decorators of the {@code DataSource} see it.
	 * @param connection the connection; one of another driver prepares by its own setting
	 * @param sql the statement
	 * @return the prepared statement
	 * @throws SQLException if the statement cannot be prepared
	 */
	public static PreparedStatement prepareOnClient(Connection connection, String sql) throws SQLException {
		return prepareOnClient(connection, () -> connection.prepareStatement(sql));
	}

	/**
	 * Prepare a statement on the client.
	 * @param <X> the exception of the preparation
	 * @param connection the connection
	 * @param preparation prepares the statement on this connection
	 * @return the prepared statement
	 * @throws SQLException if the setting of the connection cannot be changed
	 * @throws X if the statement cannot be prepared
	 */
	public static <X extends Throwable> PreparedStatement prepareOnClient(Connection connection,
			Preparation<X> preparation) throws SQLException, X {
		return isDriverOf(connection) ? Present.prepareOnClient(connection, preparation) : preparation.prepare();
	}

	/** Fail if the driver is absent: the client's own pool works with no other one. */
	public static void require() {
		Assert.state(PRESENT, "TiDBClient needs Connector/J for a connection pool of its own: add the dependency "
				+ "com.mysql:mysql-connector-j, or give it a DataSource that exists");
	}

	/**
	 * Prepares a statement.
	 *
	 * @param <X> thrown if it cannot be prepared
	 */
	@FunctionalInterface
	public interface Preparation<X extends Throwable> {

		PreparedStatement prepare() throws X;

	}

	/**
	 * Loaded only if the driver is present.
	 */
	private static final class Present {

		private static boolean isDriverOf(Connection connection) throws SQLException {
			return connection.isWrapperFor(JdbcConnection.class);
		}

		private static boolean isOn(Connection connection, String property) throws SQLException {
			return Boolean.TRUE.equals(property(connection, PropertyKey.fromValue(property)).getValue());
		}

		private static RuntimeProperty<Boolean> property(Connection connection, PropertyKey key) throws SQLException {
			return connection.unwrap(JdbcConnection.class).getPropertySet().getBooleanProperty(key);
		}

		private static <X extends Throwable> PreparedStatement prepareOnClient(Connection connection,
				Preparation<X> preparation) throws SQLException, X {
			RuntimeProperty<Boolean> onServer = property(connection, PropertyKey.useServerPrepStmts);
			if (!onServer.getValue()) {
				return preparation.prepare();
			}
			onServer.setValue(false);
			try {
				return preparation.prepare();
			}
			finally {
				onServer.setValue(true);
			}
		}

	}

}
