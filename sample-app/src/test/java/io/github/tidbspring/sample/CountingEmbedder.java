package io.github.tidbspring.sample;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.client.vector.EmbeddingFunction;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Counts the texts that are embedded.
 */
class CountingEmbedder implements EmbeddingFunction {

	private final EmbeddingFunction embedder;

	private final AtomicInteger texts = new AtomicInteger();

	CountingEmbedder(EmbeddingFunction embedder) {
		this.embedder = embedder;
	}

	@Override
	public OptionalInt dimensions() {
		return this.embedder.dimensions();
	}

	@Override
	public List<float[]> embed(List<String> texts) {
		this.texts.addAndGet(texts.size());
		return this.embedder.embed(texts);
	}

	int texts() {
		return this.texts.get();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class WordsConfiguration {

		@Bean
		@Primary
		CountingEmbedder countingEmbedder() {
			return new CountingEmbedder(new WordEmbedder());
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		@Primary
		CountingEmbedder countingEmbedder(MiniLmEmbedder embedder) {
			return new CountingEmbedder(new RememberingEmbedder(embedder));
		}

	}

	/**
	 * In no time, and texts that share words are near each other.
	 */
	private static final class WordEmbedder implements EmbeddingFunction {

		@Override
		public OptionalInt dimensions() {
			return OptionalInt.of(MiniLmEmbedder.DIMENSIONS);
		}

		@Override
		public List<float[]> embed(List<String> texts) {
			return texts.stream().map(WordEmbedder::vector).toList();
		}

		private static float[] vector(String text) {
			float[] vector = new float[MiniLmEmbedder.DIMENSIONS];
			for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
				vector[Math.floorMod(word.hashCode(), vector.length)]++;
			}
			return vector;
		}

	}

}
