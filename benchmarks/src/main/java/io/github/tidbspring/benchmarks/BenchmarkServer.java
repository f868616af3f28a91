package io.github.tidbspring.benchmarks;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.jspecify.annotations.Nullable;

/**
 * The server of a benchmark: the one with a given URL, or a new development server.
 *
 * @param devServer the development server, or {@code null} if a URL was given
 * @param url the database URL
 * @param tidb a client on a pool of unwrapped connections. The benchmarks need no
 * translation for a stand-in; its cost would be the same for both sides and would hide
 * differences
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
	 * Create the table, without rows.
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
