package io.github.tidbspring.client;

import java.util.function.Supplier;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.internal.schema.ColumnTypes;
import io.github.tidbspring.client.internal.session.ClientSession;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.transaction.Transactions;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What a client works with besides its connections.
 *
 * @param embeddingFunction makes vectors from texts
 * @param reranker puts results in order
 * @param observations what the work is observed with
 * @param types how values are stored and read
 * @param transactionManager gives the application's transaction manager, if it has one
 */
record ClientOptions(@Nullable EmbeddingFunction embeddingFunction, @Nullable Reranker reranker,
		Observations observations, ColumnTypes types,
		Supplier<? extends @Nullable PlatformTransactionManager> transactionManager) {

	ClientOptions withEmbeddingFunction(EmbeddingFunction function) {
		return new ClientOptions(function, this.reranker, this.observations, this.types, this.transactionManager);
	}

	Session session(JdbcOperations jdbc, Transactions transactions) {
		return new ClientSession(jdbc, transactions, this.embeddingFunction, this.reranker, this.types,
				this.observations);
	}

}
