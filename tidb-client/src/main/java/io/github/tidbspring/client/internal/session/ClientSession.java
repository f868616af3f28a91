package io.github.tidbspring.client.internal.session;

import java.util.function.Supplier;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.internal.schema.Schemas;
import io.github.tidbspring.client.internal.transaction.Transactions;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * The {@link Session} of a client.
 *
 * @param jdbc executes single statements
 * @param transactions runs work in transactions
 * @param embeddingFunction the embedding function, or {@code null}
 * @param reranker the reranker, or {@code null}
 * @param schemas the tables that types describe
 * @param observations the observations
 */
public record ClientSession(JdbcOperations jdbc, Transactions transactions,
		@Nullable EmbeddingFunction embeddingFunction, @Nullable Reranker reranker, Schemas schemas,
		Observations observations) implements Session {

	@Override
	public <R> R inTransaction(Supplier<R> work) {
		return this.transactions.run(TransactionOptions.defaults(), work);
	}

	@Override
	public boolean isInTransaction() {
		return this.transactions.isRunning();
	}

}
