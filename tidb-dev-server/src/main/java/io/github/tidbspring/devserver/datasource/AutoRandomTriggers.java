package io.github.tidbspring.devserver.datasource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.tidbspring.devserver.sql.AutoRandomTable;
import io.github.tidbspring.devserver.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The triggers that reject explicit values in {@code AUTO_RANDOM} columns with TiDB's
 * error, for every client. A trigger keeps its name when its table is renamed, so the
 * name must not depend on the table.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/auto-random/">AUTO_RANDOM</a>
 */
final class AutoRandomTriggers {

	private static final String COLUMN = "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS"
			+ " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND EXTRA LIKE '%auto_increment%'";

	private static final String EXISTING = "SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS"
			+ " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? AND TRIGGER_NAME LIKE '"
			+ AutoRandomTable.TRIGGER_PREFIX + "%'";

	private static final String REFUSAL = "IF NEW.%s <> 0 AND COALESCE(@" + AutoRandomTable.VARIABLE
			+ ", 0) = 0 THEN SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 8216,"
			+ " MESSAGE_TEXT = 'Invalid auto random: Explicit insertion on auto_random column is disabled."
			+ " Try to set @@allow_auto_random_explicit_insert = true.'; END IF";

	private final OwnConnections connections;

	AutoRandomTriggers(OwnConnections connections) {
		this.connections = connections;
	}

	/**
	 * Create, replace or copy the trigger of a table.
	 * @param change the change to the table
	 * @param current the current database, or {@code null} for none
	 * @throws SQLException if the server returns an error
	 */
	void follow(AutoRandomTable change, @Nullable String current) throws SQLException {
		String database = change.table().databaseOr(current);
		if (database == null) {
			return;
		}
		try (Connection connection = this.connections.open()) {
			if (change.change() == AutoRandomTable.Change.BECAME_AUTO_RANDOM
					|| isGuarded(connection, source(change), current)) {
				guard(connection, database, change.table().table());
			}
		}
	}

	/** Return the table that may have the trigger already. */
	private static TableName source(AutoRandomTable change) {
		return (change.source() != null) ? change.source() : change.table();
	}

	private static boolean isGuarded(Connection connection, TableName table, @Nullable String current)
			throws SQLException {
		String database = table.databaseOr(current);
		return database != null && !query(connection, EXISTING, database, table.table()).isEmpty();
	}

	private static void guard(Connection connection, String database, String table) throws SQLException {
		List<String> columns = query(connection, COLUMN, database, table);
		try (Statement statement = connection.createStatement()) {
			for (String trigger : query(connection, EXISTING, database, table)) {
				statement.execute("DROP TRIGGER " + quote(database) + "." + quote(trigger));
			}
			for (String column : columns) {
				String name = AutoRandomTable.TRIGGER_PREFIX + UUID.randomUUID().toString().replace("-", "");
				statement.execute(
						"CREATE TRIGGER " + quote(database) + "." + quote(name) + " BEFORE INSERT ON " + quote(database)
								+ "." + quote(table) + " FOR EACH ROW " + REFUSAL.replace("%s", quote(column)));
			}
		}
	}

	private static List<String> query(Connection connection, String sql, String database, String table)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, database);
			statement.setString(2, table);
			List<String> names = new ArrayList<>();
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					names.add(result.getString(1));
				}
			}
			return names;
		}
	}

	private static String quote(String name) {
		return "`" + name.replace("`", "``") + "`";
	}

}
