package io.github.tidbspring.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;

import io.github.tidbspring.client.vector.SqlVectorValue;

/**
 * Measures how fast vectors are formatted and parsed as text, compared with the JDK's
 * methods. The vectors have 1536 dimensions and length 1, as those of embedding models.
 */
public final class SqlVectorValueBenchmark {

	private static final int DIMENSIONS = 1536;

	private static final int VECTORS = 2000;

	private static final int DIFFERENT = 50;

	private SqlVectorValueBenchmark() {
	}

	/**
	 * Run the benchmark.
	 * @param arguments none
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		float[][] vectors = new float[DIFFERENT][];
		Arrays.setAll(vectors, (i) -> vector(new Random(i)));
		new Comparison("encoded", VECTORS).way("Arrays.toString", () -> many(vectors, Arrays::toString))
			.way("SqlVectorValue.of", () -> many(vectors, SqlVectorValueBenchmark::text))
			.run(8, 30);
		// Each parser reads the texts that its own formatter has written.
		for (Function<float[], String> writer : Arrays.<Function<float[], String>>asList(Arrays::toString,
				SqlVectorValueBenchmark::text)) {
			String[] texts = Arrays.stream(vectors).map(writer).toArray(String[]::new);
			new Comparison("decoded", VECTORS)
				.way("split, parseFloat", () -> many(texts, SqlVectorValueBenchmark::split))
				.way("SqlVectorValue.parse", () -> many(texts, SqlVectorValue::parse))
				.run(8, 30);
		}
	}

	private static <S, T> void many(S[] sources, Function<S, T> conversion) {
		int used = 0;
		for (int i = 0; i < VECTORS; i++) {
			// The result is used, so that the JIT compiler does not remove the work.
			used |= System.identityHashCode(conversion.apply(sources[i % DIFFERENT]));
		}
		if (used == 0) {
			throw new IllegalStateException("There was no result");
		}
	}

	private static String text(float[] vector) {
		return SqlVectorValue.of(vector).toString();
	}

	private static float[] split(String text) {
		String[] parts = text.substring(1, text.length() - 1).split(",");
		float[] vector = new float[parts.length];
		for (int i = 0; i < parts.length; i++) {
			vector[i] = Float.parseFloat(parts[i]);
		}
		return vector;
	}

	private static float[] vector(Random random) {
		double[] elements = random.doubles(DIMENSIONS).map((ignored) -> random.nextGaussian()).toArray();
		double length = Math.sqrt(Arrays.stream(elements).map((element) -> element * element).sum());
		float[] vector = new float[DIMENSIONS];
		for (int i = 0; i < vector.length; i++) {
			vector[i] = (float) (elements[i] / length);
		}
		return vector;
	}

}
