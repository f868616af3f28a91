package io.github.tidbspring.test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.NoOpQueryExecutionListener;

/**
 * Records a statement just before it is executed, so that the failed ones are there too.
 */
class RecordingListener extends NoOpQueryExecutionListener {

	private static final Map<String, StatementFile> files = new ConcurrentHashMap<>();

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		queries.forEach((query) -> record(query.getQuery()));
	}

	static void record(String statement) {
		String name = System.getProperty("tidb.statements");
		if (name != null) {
			files.computeIfAbsent(name, (path) -> new StatementFile(Path.of(path)))
				.append(new RecordedStatement(CurrentTest.name(), statement, StatementRecording.isForTiDB()));
		}
	}

}
