package io.github.tidbspring.client;

import io.github.tidbspring.client.embedding.EmbeddingFunction;
import io.github.tidbspring.client.observation.Observations;
import io.github.tidbspring.client.search.Reranker;
import org.jspecify.annotations.Nullable;

/**
 * What a client works with besides its connections.
 *
 * @param embeddingFunction makes vectors from texts
 * @param reranker puts results in order
 * @param observations what the work is observed with
 */
record ClientOptions(@Nullable EmbeddingFunction embeddingFunction, @Nullable Reranker reranker,
		Observations observations) {

	static ClientOptions none() {
		return new ClientOptions(null, null, Observations.NONE);
	}

	ClientOptions withEmbeddingFunction(EmbeddingFunction function) {
		return new ClientOptions(function, this.reranker, this.observations);
	}

}
