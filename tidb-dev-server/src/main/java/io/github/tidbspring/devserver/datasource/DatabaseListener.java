package io.github.tidbspring.devserver.datasource;

import java.sql.SQLException;

import io.github.tidbspring.devserver.sql.DatabaseStatement;
import net.ttddyy.dsproxy.ExecutionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Installs the stored functions in databases after they were created or selected, and
 * forgets databases that were dropped.
 */
final class DatabaseListener extends FollowingListener<DatabaseStatement> {

	private final KnownDatabases databases;

	DatabaseListener(KnownDatabases databases) {
		this.databases = databases;
	}

	@Override
	@Nullable DatabaseStatement recognize(String sql) {
		return DatabaseStatement.of(sql);
	}

	@Override
	void follow(DatabaseStatement statement, ExecutionInfo execution) throws SQLException {
		if (statement.drops()) {
			this.databases.forget(statement.database());
		}
		else {
			this.databases.ensure(statement.database());
		}
	}

}
