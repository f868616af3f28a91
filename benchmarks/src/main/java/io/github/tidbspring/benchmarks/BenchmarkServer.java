package io.github.tidbspring.benchmarks;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.jspecify.annotations.Nullable;

/**
 * The server that a benchmark runs on: the one whose URL is given, or a stand-in of its
 * own.
 *
 * @param standIn the stand-in, if it is one's own
 * @param url the database URL
 * @param tidb a client. Its data source is the driver's own connections in a pool: plain
 * columns need no translation, which would cost both sides the same and hide a difference
 */
record BenchmarkServer(@Nullable TiDBDevServer standIn, String url, TiDBClient tidb) implements AutoCloseable {

	static BenchmarkServer of(String... arguments) {
		if (arguments.length > 0) {
			return new BenchmarkServer(null, arguments[0], TiDBClient.connect(arguments[0]));
		}
		TiDBDevServer standIn = TiDBDevServer.start();
		return new BenchmarkServer(standIn, standIn.url(), TiDBClient.connect(standIn.url()));
	}

	/**
	 * Make the table, without rows.
	 * @return the table
	 */
	Table<Article> articles() {
		return this.tidb.table(Article.class).recreate();
	}

	@Override
	public void close() {
		this.tidb.close();
		if (this.standIn != null) {
			this.standIn.close();
		}
	}

}
