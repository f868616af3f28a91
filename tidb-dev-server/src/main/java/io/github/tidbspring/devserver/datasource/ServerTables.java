package io.github.tidbspring.devserver.datasource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.github.tidbspring.devserver.sql.ExistingTables;
import org.jspecify.annotations.Nullable;

/**
 * Reads definitions of existing tables from the server.
 */
final class ServerTables implements ExistingTables {

	private static final String CONSTRAINT = """
			SELECT COALESCE(k.CHECK_CLAUSE, '') FROM INFORMATION_SCHEMA.COLUMNS c
			LEFT JOIN INFORMATION_SCHEMA.CHECK_CONSTRAINTS k ON k.CONSTRAINT_SCHEMA = c.TABLE_SCHEMA
				AND k.TABLE_NAME = c.TABLE_NAME AND k.CONSTRAINT_NAME = c.COLUMN_NAME AND k.LEVEL = 'Column'
			WHERE c.TABLE_SCHEMA = COALESCE(?, DATABASE()) AND c.TABLE_NAME = ? AND c.COLUMN_NAME = ?""";

	private static final String INDEX = """
			SELECT 1 FROM INFORMATION_SCHEMA.STATISTICS
			WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?
				AND COLUMN_NAME = COALESCE(?, COLUMN_NAME) AND INDEX_TYPE = COALESCE(?, INDEX_TYPE) LIMIT 1""";

	private final Connection connection;

	ServerTables(Connection connection) {
		this.connection = connection;
	}

	@Override
	public @Nullable String currentDatabase() throws SQLException {
		return query("SELECT DATABASE()");
	}

	@Override
	public @Nullable String constraint(@Nullable String database, String table, String column) throws SQLException {
		return query(CONSTRAINT, database, table, column);
	}

	@Override
	public boolean hasIndex(@Nullable String database, String table, @Nullable String column, @Nullable String type)
			throws SQLException {
		return query(INDEX, database, table, column, type) != null;
	}

	private @Nullable String query(String sql, @Nullable String... parameters) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setString(i + 1, parameters[i]);
			}
			try (ResultSet result = statement.executeQuery()) {
				return result.next() ? result.getString(1) : null;
			}
		}
	}

}
