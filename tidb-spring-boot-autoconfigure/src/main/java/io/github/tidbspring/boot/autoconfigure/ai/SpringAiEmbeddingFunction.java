package io.github.tidbspring.boot.autoconfigure.ai;

import java.util.List;
import java.util.OptionalInt;

import io.github.tidbspring.client.vector.EmbeddingFunction;

import org.springframework.ai.embedding.EmbeddingModel;

/**
 * Adapts Spring AI's {@link EmbeddingModel} to {@link EmbeddingFunction}.
 *
 * @param model the model
 */
record SpringAiEmbeddingFunction(EmbeddingModel model) implements EmbeddingFunction {

	@Override
	public OptionalInt dimensions() {
		return OptionalInt.of(this.model.dimensions());
	}

	@Override
	public List<float[]> embed(List<String> texts) {
		return this.model.embed(texts);
	}

	@Override
	public float[] embedQuery(String text) {
		return this.model.embed(text);
	}

}
