package io.github.tidbspring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import org.jspecify.annotations.Nullable;

/**
 * A row for searches. The rows are random, with a fixed seed.
 *
 * @param id the key
 * @param lang one of three languages
 * @param year one of fifty years
 * @param meta a JSON document with a number
 * @param body a text with a unique length, so that no two rows have the same full-text
 * score
 * @param embedding a vector
 * @param picture a vector, {@code null} in some rows
 */
@TiDBTable("witness_passages")
public record Passage(@PrimaryKey long id, String lang, int year, @JsonColumn Map<String, Object> meta,
		@FullTextColumn String body, @VectorColumn(dimensions = Passage.DIMENSIONS, index = true) float[] embedding,
		@VectorColumn(dimensions = Passage.DIMENSIONS, index = true) float @Nullable [] picture) {

	static final int ROWS = 320;

	static final int DIMENSIONS = 16;

	private static final long SEED = 42;

	private static final List<String> LANGUAGES = List.of("en", "de", "ja");

	static List<Passage> many() {
		Random random = new Random(SEED);
		List<Passage> rows = new ArrayList<>();
		for (int i = 0; i < ROWS; i++) {
			rows.add(new Passage(i, LANGUAGES.get(i % LANGUAGES.size()), 1980 + random.nextInt(50),
					Map.of("size", random.nextInt(1000)), body(i), vector(random),
					(i % 20 == 7) ? null : vector(random)));
		}
		return rows;
	}

	/** Query vectors: every second one is the vector of a row. */
	static List<float[]> queries(int count) {
		Random random = new Random(SEED + 1);
		List<Passage> rows = many();
		List<float[]> vectors = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			vectors.add((i % 2 == 0) ? vector(random) : rows.get(random.nextInt(ROWS)).embedding());
		}
		return vectors;
	}

	private static String body(int i) {
		return "apple ".repeat(i % 3) + "pear ".repeat(i % 5 / 3) + "word ".repeat(i + 1).strip();
	}

	private static float[] vector(Random random) {
		float[] vector = new float[DIMENSIONS];
		for (int i = 0; i < vector.length; i++) {
			vector[i] = (float) random.nextGaussian();
		}
		return vector;
	}

}
