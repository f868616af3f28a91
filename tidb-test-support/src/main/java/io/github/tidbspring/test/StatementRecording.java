package io.github.tidbspring.test;

import java.util.concurrent.Callable;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Records the statements that tests send, one JSON line each, in the file given by the
 * system property {@code tidb.statements}. Without the property, nothing is recorded. All
 * methods are thread-safe.
 * <p>
 * The recording must be the outermost wrapper, because inner wrappers may translate
 * statements for a stand-in. A statement is recorded when it is executed, whether or not
 * the server accepts it, and once for each test that sends it.
 *
 * @since 0.1
 */
public final class StatementRecording {

	private static final ThreadLocal<Boolean> forTiDB = ThreadLocal.withInitial(() -> true);

	private StatementRecording() {
	}

	/**
	 * Wraps a data source so that the statements sent through it are recorded.
	 * Connections that are unwrapped to an interface of the driver are recorded as well,
	 * since the driver prepares statements on the client only there.
	 * @param dataSource the data source that executes the statements
	 * @return a data source that records and delegates; closing it closes the given one
	 */
	public static DataSource record(DataSource dataSource) {
		return ProxyDataSourceBuilder.create("tidb", dataSource)
			.jdbcProxyFactory(new RecordingProxyFactory())
			.listener(new RecordingListener(false))
			.build();
	}

	/**
	 * Records a statement that the client generates but does not send, such as one for
	 * which no server is available.
	 * @param statement the text of the statement
	 */
	public static void written(String statement) {
		RecordingListener.record(statement, true, false);
	}

	/**
	 * Runs work whose statements are not meant for TiDB: intentionally wrong ones, or
	 * ones for the stand-in itself. They are still recorded, with a mark, and the grammar
	 * check prints and counts them instead of parsing them.
	 * <p>
	 * The mark belongs to the calling thread: statements of other threads are not marked.
	 * @param work what sends the statements
	 */
	public static void notForTiDB(Runnable work) {
		boolean before = forTiDB.get();
		forTiDB.set(false);
		try {
			work.run();
		}
		finally {
			forTiDB.set(before);
		}
	}

	/**
	 * Runs work whose statements are not meant for TiDB, as {@link #notForTiDB(Runnable)}
	 * does, and returns its result.
	 * @param work what sends the statements
	 * @param <T> the type of the result
	 * @return the result of the work
	 * @throws Exception if the work throws it
	 */
	public static <T extends @Nullable Object> T notForTiDB(Callable<T> work) throws Exception {
		boolean before = forTiDB.get();
		forTiDB.set(false);
		try {
			return work.call();
		}
		finally {
			forTiDB.set(before);
		}
	}

	static boolean isForTiDB() {
		return forTiDB.get();
	}

}
