package io.github.tidbspring.client;

import java.util.function.Supplier;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.table.JsonFormat;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * What a client works with besides its connections.
 *
 * @param embeddingFunction makes vectors from texts
 * @param reranker puts results in order
 * @param observations what the work is observed with
 * @param jsonFormat how the values of JSON columns are written and read
 * @param transactionManager gives the application's transaction manager, if it has one
 */
record ClientOptions(@Nullable EmbeddingFunction embeddingFunction, @Nullable Reranker reranker,
		Observations observations, JsonFormat jsonFormat,
		Supplier<? extends @Nullable PlatformTransactionManager> transactionManager) {

	static ClientOptions none() {
		return new ClientOptions(null, null, Observations.NONE, JsonFormat.standard(), () -> null);
	}

	ClientOptions withEmbeddingFunction(EmbeddingFunction function) {
		return new ClientOptions(function, this.reranker, this.observations, this.jsonFormat, this.transactionManager);
	}

	/** For a client whose transactions are not those of the application's DataSource. */
	ClientOptions withoutTransactionManager() {
		return new ClientOptions(this.embeddingFunction, this.reranker, this.observations, this.jsonFormat, () -> null);
	}

}
