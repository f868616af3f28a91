package io.github.tidbspring.devserver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.tidbspring.devserver.function.StoredFunctions;
import io.github.tidbspring.devserver.server.RunningServer;
import io.github.tidbspring.devserver.server.ServerConnections;

/**
 * The development server's administrative connections: they create its database and
 * install the stored functions.
 */
final class AdminConnections {

	private final RunningServer server;

	private final StoredFunctions functions;

	AdminConnections(RunningServer server) {
		this.server = server;
		this.functions = new StoredFunctions(StandInVersion.tidbVersion(server.product().version()));
	}

	void createDatabase(String database) throws SQLException {
		try (Connection connection = open(); Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE IF NOT EXISTS " + quote(database));
		}
	}

	String version() throws SQLException {
		try (Connection connection = open();
				Statement statement = connection.createStatement();
				ResultSet answer = statement.executeQuery("SELECT VERSION()")) {
			answer.next();
			return answer.getString(1);
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
		return ServerConnections.open(this.server.port(), this.server.password());
	}

	private static String quote(String name) {
		return "`" + name.replace("`", "``") + "`";
	}

}
