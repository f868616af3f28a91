package io.github.tidbspring.sample;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.tidbspring.client.vector.SqlVectorValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MiniLmEmbedder}.
 */
class MiniLmEmbedderTests {

	private final MiniLmEmbedder embedder = new MiniLmEmbedder();

	@Test
	void vectorsHaveTheDimensionsOfTheColumn() {
		assertThat(this.embedder.dimensions()).hasValue(MiniLmEmbedder.DIMENSIONS);
		assertThat(this.embedder.embed(List.of("one", "two"))).hasSize(2)
			.allSatisfy((vector) -> assertThat(vector).hasSize(MiniLmEmbedder.DIMENSIONS));
	}

	@Test
	void numbersHaveFiveDecimals() {
		assertThat(SqlVectorValue.of(embed("server port")).toString())
			.matches("\\[(-?(0\\.\\d{1,5}|\\d\\.\\dE-[45])(,|]))+");
	}

	@Test
	void textsOfSimilarMeaningAreClose() {
		List<float[]> vectors = this.embedder.embed(List.of("port of the web server", "tcp port for http", "a cake"));
		assertThat(similarity(vectors.get(0), vectors.get(1)))
			.isGreaterThan(similarity(vectors.get(0), vectors.get(2)) + 0.3);
	}

	@Test
	void severalThreadsGetTheSameVector() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			float[] expected = embed("server port");
			Callable<float[]> task = () -> embed("server port");
			for (Future<float[]> actual : threads.invokeAll(Collections.nCopies(20, task))) {
				assertThat(actual.get()).containsExactly(expected);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void nothingIsAskedOfTheNetwork() {
		this.embedder.load();
		assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
	}

	private float[] embed(String text) {
		return this.embedder.embed(List.of(text)).get(0);
	}

	private double similarity(float[] first, float[] second) {
		double sum = 0;
		for (int i = 0; i < first.length; i++) {
			sum += first[i] * second[i];
		}
		return sum;
	}

}
