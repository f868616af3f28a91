package io.github.tidbspring.standin.datasource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.github.tidbspring.standin.sql.ColumnConstraints;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server for the constraints of columns.
 */
final class ExistingColumns implements ColumnConstraints {

	private static final String QUERY = """
			SELECT COALESCE(k.CHECK_CLAUSE, '') FROM INFORMATION_SCHEMA.COLUMNS c
			LEFT JOIN INFORMATION_SCHEMA.CHECK_CONSTRAINTS k ON k.CONSTRAINT_SCHEMA = c.TABLE_SCHEMA
				AND k.TABLE_NAME = c.TABLE_NAME AND k.CONSTRAINT_NAME = c.COLUMN_NAME AND k.LEVEL = 'Column'
			WHERE c.TABLE_SCHEMA = COALESCE(?, DATABASE()) AND c.TABLE_NAME = ? AND c.COLUMN_NAME = ?""";

	private final Connection connection;

	ExistingColumns(Connection connection) {
		this.connection = connection;
	}

	@Override
	public @Nullable String find(@Nullable String database, String table, String column) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(QUERY)) {
			statement.setString(1, database);
			statement.setString(2, table);
			statement.setString(3, column);
			try (ResultSet result = statement.executeQuery()) {
				return result.next() ? result.getString(1) : null;
			}
		}
	}

}
