package io.github.tidbspring.devserver.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import com.mysql.cj.jdbc.Driver;

/**
 * Opens administrative connections to a server on this machine. They do not use TLS,
 * because a TLS handshake would take longer than their statements.
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
	 * @throws SQLException if the connection cannot be opened
	 */
	public static Connection open(int port, String password) throws SQLException {
		return open(port, password, 0);
	}

	/**
	 * Open a connection with a read timeout: another process may listen on the port and
	 * never answer.
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
