package io.github.tidbspring.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.embedding.VectorText;
import io.github.tidbspring.client.query.Identifier;

import org.springframework.stereotype.Component;

/**
 * Finds the properties whose meaning is closest to a question.
 */
@Component
class PropertySearch {

	private static final String SEARCH = """
			SELECT `name`, `type`, `default_value`, `description`,
			  VEC_COSINE_DISTANCE(`embedding`, :question) AS `distance`
			FROM %s
			ORDER BY `distance`
			LIMIT :limit""";

	private final TiDBClient tidb;

	private final String statement;

	private final Embedder embedder;

	PropertySearch(TiDBClient tidb, Embedder embedder) {
		this.tidb = tidb;
		String table = tidb.table(ConfigurationProperty.class).name();
		this.statement = SEARCH.formatted(Identifier.of(table).quoted());
		this.embedder = embedder;
	}

	/**
	 * Search.
	 * @param question what the property is for
	 * @param limit the largest number of results
	 * @return what was found, best first
	 * @throws IllegalArgumentException if there is no word in the question
	 */
	List<PropertyMatch> search(String question, int limit) {
		float[] vector = this.embedder.embed(List.of(question)).get(0);
		return this.tidb.sql(this.statement)
			.param("question", VectorText.encode(vector))
			.param("limit", limit)
			.query((row, number) -> match(row))
			.list();
	}

	private static PropertyMatch match(ResultSet row) throws SQLException {
		return new PropertyMatch(row.getString("name"), row.getString("type"), row.getString("default_value"),
				row.getString("description"), score(row.getDouble("distance")));
	}

	/**
	 * Turn a cosine distance, from 0 to 2, into a score. Four decimals are more than a
	 * quantized model can tell apart.
	 * @param distance the distance; lower is better
	 * @return the score, from 0 to 1; higher is better
	 */
	static double score(double distance) {
		double score = Math.min(1, Math.max(0, 1 - distance / 2));
		return Math.round(score * 10_000) / 10_000.0;
	}

}
