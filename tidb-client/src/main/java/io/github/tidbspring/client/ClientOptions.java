package io.github.tidbspring.client;

import java.util.function.Supplier;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.table.ColumnTypes;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * What a client works with besides its connections.
 *
 * @param embeddingFunction makes vectors from texts
 * @param reranker puts results in order
 * @param observations what the work is observed with
 * @param columnTypes how values are stored and read
 * @param transactionManager gives the application's transaction manager, if it has one
 */
record ClientOptions(@Nullable EmbeddingFunction embeddingFunction, @Nullable Reranker reranker,
		Observations observations, ColumnTypes columnTypes,
		Supplier<? extends @Nullable PlatformTransactionManager> transactionManager) {

	static ClientOptions none() {
		return new ClientOptions(null, null, Observations.NONE, ColumnTypes.standard(), () -> null);
	}

	ClientOptions withEmbeddingFunction(EmbeddingFunction function) {
		return new ClientOptions(function, this.reranker, this.observations, this.columnTypes, this.transactionManager);
	}

	/** For a client whose transactions are not those of the application's DataSource. */
	ClientOptions withoutTransactionManager() {
		return new ClientOptions(this.embeddingFunction, this.reranker, this.observations, this.columnTypes,
				() -> null);
	}

}
