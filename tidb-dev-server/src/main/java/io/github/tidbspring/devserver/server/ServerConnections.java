package io.github.tidbspring.devserver.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import com.mysql.cj.jdbc.Driver;

/**
 * Our own connections to a server on this machine. They skip TLS, which would take longer
 * than what they have to do.
 *
 * @since 0.1
 */
public final class ServerConnections {

	private static final String USERNAME = "root";

	private static final int MILLIS = 5000;

	private ServerConnections() {
	}

	/**
	 * Open a connection as root.
	 * @param port the server's port
	 * @param password root's password
	 * @return a connection that must be closed
	 * @throws SQLException if there is none
	 */
	public static Connection open(int port, String password) throws SQLException {
		return open(port, password, 0);
	}

	/**
	 * Open a connection that waits only so long for an answer: whoever has the port may
	 * be somebody else.
	 */
	static Connection open(int port, String password, int answerMillis) throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", USERNAME);
		properties.setProperty("password", password);
		properties.setProperty("sslMode", "DISABLED");
		properties.setProperty("characterEncoding", "UTF-8");
		properties.setProperty("connectTimeout", String.valueOf(MILLIS));
		properties.setProperty("socketTimeout", String.valueOf(answerMillis));
		Connection connection = new Driver().connect("jdbc:mysql://" + RunningServer.HOST + ":" + port + "/",
				properties);
		if (connection == null) {
			throw new SQLException("MySQL Connector/J did not accept its own URL");
		}
		return connection;
	}

}
