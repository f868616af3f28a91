package io.github.tidbspring.client;

import java.util.function.Supplier;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.internal.schema.Schemas;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * The options of a client besides its connections.
 *
 * @param embeddingFunction the default embedding function of tables
 * @param reranker the default reranker of searches
 * @param observations creates observations
 * @param schemas the tables that types describe; the same object for derived clients
 * @param transactionManager returns the application's transaction manager, if any
 */
record ClientOptions(@Nullable EmbeddingFunction embeddingFunction, @Nullable Reranker reranker,
		Observations observations, Schemas schemas,
		Supplier<? extends @Nullable PlatformTransactionManager> transactionManager) {

	ClientOptions withEmbeddingFunction(EmbeddingFunction function) {
		return new ClientOptions(function, this.reranker, this.observations, this.schemas, this.transactionManager);
	}

}
