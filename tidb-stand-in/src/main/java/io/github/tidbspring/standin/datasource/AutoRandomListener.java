package io.github.tidbspring.standin.datasource;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;

import io.github.tidbspring.standin.sql.AutoRandomTable;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * Follows tables with a column that is {@code AUTO_RANDOM} as they are made and altered.
 */
final class AutoRandomListener implements QueryExecutionListener {

	private static final int TABLE_EXISTS = 1050;

	private final AutoRandomTriggers triggers;

	AutoRandomListener(AutoRandomTriggers triggers) {
		this.triggers = triggers;
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		if (!execution.isSuccess()) {
			return;
		}
		for (QueryInfo query : queries) {
			AutoRandomTable table = AutoRandomTable.of(query.getQuery());
			if (table != null) {
				follow(table, execution.getStatement());
			}
		}
	}

	private void follow(AutoRandomTable table, Statement statement) {
		try {
			if (!existedBefore(statement)) {
				this.triggers.follow(table, statement.getConnection().getCatalog());
			}
		}
		catch (SQLException ex) {
			throw Rethrow.asIs(ex);
		}
	}

	/**
	 * After {@code CREATE TABLE IF NOT EXISTS} the table may be another one.
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
