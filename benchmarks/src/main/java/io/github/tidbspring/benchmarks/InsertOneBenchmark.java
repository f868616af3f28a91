package io.github.tidbspring.benchmarks;

import java.util.List;

import io.github.tidbspring.client.table.Table;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how fast {@code insert} inserts single rows, compared with {@link JdbcClient}.
 */
public final class InsertOneBenchmark {

	private static final int ROWS = 1000;

	private InsertOneBenchmark() {
	}

	/**
	 * Run the benchmark.
	 * @param arguments the URL of a database, or nothing for a development server
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		try (BenchmarkServer server = BenchmarkServer.of(arguments)) {
			Table<Article> articles = server.articles();
			JdbcClient jdbc = JdbcClient.create(server.tidb().dataSource());
			List<Article> rows = Article.many(1, ROWS);
			new Comparison("rows", ROWS).before(articles.schema()::truncate)
				.way("JdbcClient", () -> rows.forEach((row) -> insert(jdbc, row)))
				.way("Table.insert", () -> rows.forEach(articles::insert))
				.run(3, 15);
		}
	}

	private static void insert(JdbcClient jdbc, Article row) {
		jdbc.sql(InsertBenchmark.INSERT)
			.param(row.id())
			.param(row.title())
			.param(row.body())
			.param(row.views())
			.param(row.score())
			.param(row.publishedAt())
			.update();
	}

}
