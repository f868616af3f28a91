package io.github.tidbspring.client;

import io.github.tidbspring.client.embedding.EmbeddingFunction;
import io.github.tidbspring.client.observation.Observations;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.table.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a client works with besides its connections.
 *
 * @param embeddingFunction makes vectors from texts
 * @param reranker puts results in order
 * @param observations what the work is observed with
 * @param jsonFormat how the values of JSON columns are written and read
 */
record ClientOptions(@Nullable EmbeddingFunction embeddingFunction, @Nullable Reranker reranker,
		Observations observations, JsonFormat jsonFormat) {

	static ClientOptions none() {
		return new ClientOptions(null, null, Observations.NONE, JsonFormat.standard());
	}

	ClientOptions withEmbeddingFunction(EmbeddingFunction function) {
		return new ClientOptions(function, this.reranker, this.observations, this.jsonFormat);
	}

}
