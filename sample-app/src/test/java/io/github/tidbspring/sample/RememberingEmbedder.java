package io.github.tidbspring.sample;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

import io.github.tidbspring.client.vector.EmbeddingFunction;

/**
 * Computes the vector of each text only once, because the model takes seconds for all
 * texts of the sample.
 */
class RememberingEmbedder implements EmbeddingFunction {

	private final EmbeddingFunction embedder;

	private final Map<String, float[]> vectors = new ConcurrentHashMap<>();

	RememberingEmbedder(EmbeddingFunction embedder) {
		this.embedder = embedder;
	}

	@Override
	public OptionalInt dimensions() {
		return this.embedder.dimensions();
	}

	@Override
	public List<float[]> embed(List<String> texts) {
		List<String> missing = texts.stream().filter((text) -> !this.vectors.containsKey(text)).distinct().toList();
		List<float[]> computed = missing.isEmpty() ? List.of() : this.embedder.embed(missing);
		for (int i = 0; i < missing.size(); i++) {
			this.vectors.put(missing.get(i), computed.get(i));
		}
		return texts.stream().map((text) -> this.vectors.get(text).clone()).toList();
	}

}
