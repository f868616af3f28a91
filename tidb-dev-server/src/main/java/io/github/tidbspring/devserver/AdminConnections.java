package io.github.tidbspring.devserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import com.mysql.cj.jdbc.Driver;
import io.github.tidbspring.devserver.function.StoredFunctions;
import io.github.tidbspring.devserver.server.MariaDbServer;

/**
 * The stand-in's own connections to its server. They skip TLS, which would take longer
 * than what they have to do.
 */
final class AdminConnections {

	private final MariaDbServer server;

	private final StoredFunctions functions;

	AdminConnections(MariaDbServer server) {
		this.server = server;
		this.functions = new StoredFunctions(StandInVersion.tidbVersion(server.mariaDbVersion()));
	}

	void createDatabase(String database) throws SQLException {
		try (Connection connection = open(); Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE IF NOT EXISTS " + quote(database));
		}
	}

	void installFunctions(String database) throws SQLException {
		try (Connection connection = open()) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("USE " + quote(database));
			}
			this.functions.install(connection);
		}
	}

	Connection open() throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", "root");
		properties.setProperty("password", this.server.password());
		properties.setProperty("sslMode", "DISABLED");
		properties.setProperty("characterEncoding", "UTF-8");
		Connection connection = new Driver()
			.connect("jdbc:mysql://" + MariaDbServer.HOST + ":" + this.server.port() + "/", properties);
		if (connection == null) {
			throw new SQLException("MySQL Connector/J did not accept the stand-in's own URL");
		}
		return connection;
	}

	private static String quote(String name) {
		return "`" + name.replace("`", "``") + "`";
	}

}
