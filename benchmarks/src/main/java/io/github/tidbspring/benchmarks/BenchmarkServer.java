package io.github.tidbspring.benchmarks;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.jspecify.annotations.Nullable;

/**
 * The server that a benchmark runs on: the one whose URL is given, or a development
 * server of its own.
 *
 * @param devServer the development server, if it is one's own
 * @param url the database URL
 * @param tidb a client. Its data source is the driver's own connections in a pool: plain
 * columns need no translation, which would cost both sides the same and hide a difference
 */
record BenchmarkServer(@Nullable TiDBDevServer devServer, String url, TiDBClient tidb) implements AutoCloseable {

	static BenchmarkServer of(String... arguments) {
		if (arguments.length > 0) {
			return new BenchmarkServer(null, arguments[0], TiDBClient.create(arguments[0]));
		}
		TiDBDevServer devServer = TiDBDevServer.start();
		return new BenchmarkServer(devServer, devServer.url(), TiDBClient.create(devServer.url()));
	}

	/**
	 * Make the table, without rows.
	 * @return the table
	 */
	Table<Article> articles() {
		return this.tidb.table(Article.class).schema().recreate();
	}

	@Override
	public void close() {
		this.tidb.close();
		if (this.devServer != null) {
			this.devServer.close();
		}
	}

}
