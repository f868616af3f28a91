package io.github.tidbspring.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.client.table.Table;

/**
 * Measures how fast {@code bulk().insert} inserts 100,000 rows, compared with plain JDBC
 * on the same connections, with batches of 1000 and a transaction for each.
 */
public final class InsertBenchmark {

	static final String INSERT = "INSERT INTO `" + Article.TABLE + "` (" + Article.COLUMNS
			+ ") VALUES (?, ?, ?, ?, ?, ?)";

	private static final int ROWS = 100_000;

	private static final int BATCH = 1000;

	private InsertBenchmark() {
	}

	/**
	 * Run the benchmark.
	 * @param arguments the URL of a database, or nothing for a development server
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		try (BenchmarkServer server = BenchmarkServer.of(arguments)) {
			Table<Article> articles = server.articles();
			List<Article> rows = Article.many(1, ROWS);
			new Comparison("rows", ROWS).before(articles.schema()::truncate)
				.way("JDBC by hand", () -> insert(server.tidb().dataSource(), rows))
				.way("Table.bulk().insert", () -> articles.bulk().insert(rows))
				.run(3, 15);
			if (articles.count() != ROWS) {
				throw new IllegalStateException("There are " + articles.count() + " rows");
			}
		}
	}

	private static void insert(DataSource dataSource, List<Article> rows) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			connection.setAutoCommit(false);
			try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
				for (int from = 0; from < rows.size(); from += BATCH) {
					for (Article row : rows.subList(from, Math.min(from + BATCH, rows.size()))) {
						set(statement, row);
						statement.addBatch();
					}
					statement.executeBatch();
					connection.commit();
				}
			}
			finally {
				connection.setAutoCommit(true);
			}
		}
	}

	private static void set(PreparedStatement statement, Article row) throws SQLException {
		statement.setLong(1, row.id());
		statement.setString(2, row.title());
		statement.setString(3, row.body());
		statement.setInt(4, row.views());
		statement.setDouble(5, row.score());
		statement.setObject(6, row.publishedAt());
	}

}
