package io.github.tidbspring.benchmarks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.LongFunction;

import io.github.tidbspring.client.table.Table;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how fast {@code findById} finds a row by its key, compared with
 * {@link JdbcClient} and the same SQL, with a hand-written mapper and with Spring's
 * mapper for records.
 */
public final class FindByIdBenchmark {

	private static final int ROWS = 10_000;

	private static final int GETS = 2000;

	private static final String SELECT = "SELECT " + Article.COLUMNS + " FROM `" + Article.TABLE + "` WHERE `id` = ?";

	private FindByIdBenchmark() {
	}

	/**
	 * Run the benchmark.
	 * @param arguments the URL of a database, or nothing for a development server
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		try (BenchmarkServer server = BenchmarkServer.of(arguments)) {
			Table<Article> articles = server.articles();
			articles.bulk().insert(Article.many(1, ROWS));
			JdbcClient jdbc = JdbcClient.create(server.tidb().dataSource());
			new Comparison("gets", GETS)
				.way("JdbcClient, mapper by hand",
						() -> getMany((id) -> jdbc.sql(SELECT).param(id).query(FindByIdBenchmark::article).optional()))
				.way("JdbcClient, Spring's mapper",
						() -> getMany((id) -> jdbc.sql(SELECT).param(id).query(Article.class).optional()))
				.way("Table.findById", () -> getMany(articles::findById))
				.run(8, 30);
		}
	}

	private static void getMany(LongFunction<Optional<Article>> get) {
		for (int i = 0; i < GETS; i++) {
			// Keys from the whole table, the same for all ways.
			long id = 1 + (i * 7919L) % ROWS;
			if (get.apply(id).orElseThrow().id() != id) {
				throw new IllegalStateException("Not the row with the key " + id);
			}
		}
	}

	private static Article article(ResultSet row, int number) throws SQLException {
		return new Article(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getDouble(5),
				row.getObject(6, LocalDateTime.class));
	}

}
