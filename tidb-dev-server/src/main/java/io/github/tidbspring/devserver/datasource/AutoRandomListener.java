package io.github.tidbspring.devserver.datasource;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

import io.github.tidbspring.devserver.sql.AutoRandomTable;
import net.ttddyy.dsproxy.ExecutionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Updates the triggers of {@code AUTO_RANDOM} columns after tables were created or
 * altered.
 */
final class AutoRandomListener extends FollowingListener<AutoRandomTable> {

	private static final int TABLE_EXISTS = 1050;

	private final AutoRandomTriggers triggers;

	AutoRandomListener(AutoRandomTriggers triggers) {
		this.triggers = triggers;
	}

	@Override
	@Nullable AutoRandomTable recognize(String sql) {
		return AutoRandomTable.of(sql);
	}

	@Override
	void follow(AutoRandomTable table, ExecutionInfo execution) throws SQLException {
		Statement statement = execution.getStatement();
		if (!existedBefore(statement)) {
			this.triggers.follow(table, statement.getConnection().getCatalog());
		}
	}

	/**
	 * After {@code CREATE TABLE IF NOT EXISTS} the table may be an older one with another
	 * definition.
	 */
	private static boolean existedBefore(Statement statement) throws SQLException {
		for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
			if (warning.getErrorCode() == TABLE_EXISTS) {
				return true;
			}
		}
		return false;
	}

}
