package io.github.tidbspring.client;

import java.util.function.Supplier;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.internal.transaction.Transactions;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.table.ColumnTypes;
import io.github.tidbspring.client.table.TableSession;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * What a client's tables run their statements on.
 *
 * @param jdbc runs single statements
 * @param transactions runs work in transactions
 * @param options what else there is
 */
record ClientSession(JdbcOperations jdbc, Transactions transactions, ClientOptions options) implements TableSession {

	@Override
	public <R> R inTransaction(Supplier<R> work) {
		return this.transactions.run(TransactionOptions.defaults(), work);
	}

	@Override
	public boolean isInTransaction() {
		return this.transactions.isRunning();
	}

	@Override
	public @Nullable EmbeddingFunction embeddingFunction() {
		return this.options.embeddingFunction();
	}

	@Override
	public @Nullable Reranker reranker() {
		return this.options.reranker();
	}

	@Override
	public ColumnTypes columnTypes() {
		return this.options.columnTypes();
	}

	@Override
	public Observations observations() {
		return this.options.observations();
	}

}
