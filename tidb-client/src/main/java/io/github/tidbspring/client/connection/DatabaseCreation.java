package io.github.tidbspring.client.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.github.tidbspring.client.internal.error.ErrorCodes;
import io.github.tidbspring.client.internal.sql.Identifier;

/**
 * Creates a missing database.
 *
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/sql-statement-create-database/">CREATE
 * DATABASE</a>
 */
final class DatabaseCreation {

	private DatabaseCreation() {
	}

	/**
	 * Create a database if there is none of that name. It is searched first, so that a
	 * user without the privilege to create databases can use an existing one.
	 * @param server connects to the server without a database
	 * @param database the name
	 * @throws SQLException if the database is missing and cannot be created
	 */
	static void createIfAbsent(DataSource server, String database) throws SQLException {
		try (Connection connection = server.getConnection()) {
			Identifier name = Identifier.of(database);
			if (exists(connection, name)) {
				return;
			}
			try (Statement statement = connection.createStatement()) {
				statement.execute("CREATE DATABASE IF NOT EXISTS " + name.quoted());
			}
			catch (SQLException ex) {
				// It was created concurrently, even despite IF NOT EXISTS.
				if (ex.getErrorCode() != ErrorCodes.DATABASE_EXISTS) {
					throw ex;
				}
			}
		}
	}

	/** Compared here, since the collation of the names equates others too. */
	private static boolean exists(Connection connection, Identifier database) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(
				"SELECT schema_name FROM information_schema.schemata WHERE LOWER(schema_name) = LOWER(?)")) {
			statement.setString(1, database.name());
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					if (database.isSameAs(result.getString(1))) {
						return true;
					}
				}
				return false;
			}
		}
	}

}
