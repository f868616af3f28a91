package io.github.tidbspring.benchmarks;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.LongStream;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;

/**
 * A row with plain columns: a key assigned by the application, text, numbers and a time.
 *
 * @param id the key
 * @param title a short text
 * @param body a text of 200 characters
 * @param views a number
 * @param score a number
 * @param publishedAt a time
 */
@TiDBTable(Article.TABLE)
public record Article(@PrimaryKey long id, String title, String body, int views, double score,
		LocalDateTime publishedAt) {

	static final String TABLE = "benchmark_articles";

	static final String COLUMNS = "`id`, `title`, `body`, `views`, `score`, `published_at`";

	private static final String BODY = "All work and no play. ".repeat(10).substring(0, 200);

	private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);

	static Article of(long id) {
		return new Article(id, "Article " + id, BODY, (int) (id % 1000), id / 8.0, START.plusSeconds(id));
	}

	/**
	 * Create rows with consecutive keys.
	 * @param first the first key
	 * @param count the number of rows
	 * @return the rows
	 */
	static List<Article> many(long first, int count) {
		return LongStream.range(first, first + count).mapToObj(Article::of).toList();
	}

}
