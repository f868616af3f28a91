package io.github.tidbspring.sample;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Counts the texts that are embedded.
 */
class CountingEmbedder implements Embedder {

	private final Embedder embedder;

	private final AtomicInteger texts = new AtomicInteger();

	CountingEmbedder(Embedder embedder) {
		this.embedder = embedder;
	}

	@Override
	public String model() {
		return this.embedder.model();
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
	static class Configuration {

		@Bean
		@Primary
		CountingEmbedder countingEmbedder(MiniLmEmbedder embedder) {
			return new CountingEmbedder(embedder);
		}

	}

}
