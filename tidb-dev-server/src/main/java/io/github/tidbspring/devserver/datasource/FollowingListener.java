package io.github.tidbspring.devserver.datasource;

import java.sql.SQLException;
import java.util.List;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.NoOpQueryExecutionListener;
import org.jspecify.annotations.Nullable;

/**
 * Reacts to successful statements of one kind.
 *
 * @param <S> the type that describes such a statement
 */
abstract class FollowingListener<S> extends NoOpQueryExecutionListener {

	@Override
	public final void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		if (!execution.isSuccess()) {
			return;
		}
		for (QueryInfo query : queries) {
			S statement = recognize(query.getQuery());
			if (statement != null) {
				try {
					follow(statement, execution);
				}
				catch (SQLException ex) {
					throw Rethrow.asIs(ex);
				}
			}
		}
	}

	/**
	 * Recognize a statement.
	 * @param sql its text
	 * @return the statement, or {@code null} if it is of another kind
	 */
	abstract @Nullable S recognize(String sql);

	abstract void follow(S statement, ExecutionInfo execution) throws SQLException;

}
