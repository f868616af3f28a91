package io.github.tidbspring.test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.NoOpQueryExecutionListener;

/**
 * Records a statement just before it is executed, so that failing statements are recorded
 * too.
 */
class RecordingListener extends NoOpQueryExecutionListener {

	private static final Map<String, StatementFile> files = new ConcurrentHashMap<>();

	private final boolean inlined;

	/**
	 * Creates a listener.
	 * @param inlined whether the driver inserts the parameters into the text of all
	 * statements
	 */
	RecordingListener(boolean inlined) {
		this.inlined = inlined;
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		boolean inlined = this.inlined || InlinedParameters.isIn(execution.getStatement());
		queries.forEach((query) -> record(query.getQuery(), StatementAuthor.isClient(), inlined));
	}

	static void record(String statement, boolean byClient, boolean inlined) {
		String name = System.getProperty("tidb.statements");
		if (name != null) {
			files.computeIfAbsent(name, (path) -> new StatementFile(Path.of(path)))
				.append(new RecordedStatement(CurrentTest.name(), statement, StatementRecording.isForTiDB(), byClient,
						inlined));
		}
	}

}
