package io.github.tidbspring.standin.datasource;

import java.sql.SQLException;
import java.util.List;

import io.github.tidbspring.standin.sql.DatabaseStatement;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * Follows databases as they are made, dropped and chosen.
 */
final class DatabaseListener implements QueryExecutionListener {

	private final KnownDatabases databases;

	DatabaseListener(KnownDatabases databases) {
		this.databases = databases;
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
			DatabaseStatement statement = DatabaseStatement.of(query.getQuery());
			if (statement != null) {
				follow(statement);
			}
		}
	}

	private void follow(DatabaseStatement statement) {
		if (statement.drops()) {
			this.databases.forget(statement.database());
			return;
		}
		try {
			this.databases.ensure(statement.database());
		}
		catch (SQLException ex) {
			throw Rethrow.asIs(ex);
		}
	}

}
