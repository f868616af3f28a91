package io.github.tidbspring.sample;

import java.util.List;
import java.util.OptionalInt;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.github.tidbspring.client.vector.EmbeddingFunction;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * An embedding function with a small model that runs in this process. The model is an
 * ordinary jar dependency, and its vectors have {@value #DIMENSIONS} dimensions.
 */
@Component
class MiniLmEmbedder implements EmbeddingFunction {

	static final int DIMENSIONS = 384;

	/**
	 * The model's name is part of the digest of a row, because vectors of different
	 * models cannot be compared.
	 */
	static final String MODEL = "all-MiniLM-L6-v2, quantized";

	static {
		// The tokenizer below the model would report its use when it runs on AWS, and
		// look for a native library on the network when there is a GPU.
		System.setProperty("ai.djl.offline", "true");
	}

	private final SingletonSupplier<EmbeddingModel> embeddingModel = SingletonSupplier
		.of(AllMiniLmL6V2QuantizedEmbeddingModel::new);

	// Loading takes one or two seconds: it delays neither the start of the web server nor
	// the first request.
	@EventListener(ApplicationStartedEvent.class)
	void load() {
		this.embeddingModel.obtain();
	}

	@Override
	public OptionalInt dimensions() {
		return OptionalInt.of(DIMENSIONS);
	}

	@Override
	public List<float[]> embed(List<String> texts) {
		List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
		// The model uses as many threads as there are processors.
		List<Embedding> embeddings = this.embeddingModel.obtain().embedAll(segments).content();
		return embeddings.stream().map((embedding) -> rounded(embedding.vector())).toList();
	}

	// Five decimals exceed the precision of a quantized model, and make the text shorter.
	private static float[] rounded(float[] vector) {
		float[] rounded = new float[vector.length];
		for (int i = 0; i < vector.length; i++) {
			rounded[i] = Math.round(vector[i] * 100_000) / 100_000f;
		}
		return rounded;
	}

}
