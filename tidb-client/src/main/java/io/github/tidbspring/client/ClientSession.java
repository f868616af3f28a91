package io.github.tidbspring.client;

import java.util.function.Supplier;

import io.github.tidbspring.client.embedding.EmbeddingFunction;
import io.github.tidbspring.client.table.TableSession;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.Transactions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * What a client's tables run their statements on.
 *
 * @param jdbc runs single statements
 * @param transactions runs work in transactions
 * @param embeddingFunction makes vectors from texts
 */
record ClientSession(JdbcOperations jdbc, Transactions transactions,
		@Nullable EmbeddingFunction embeddingFunction) implements TableSession {

	@Override
	public <R> R inTransaction(Supplier<R> work) {
		return this.transactions.run(TransactionOptions.defaults(), this, (session) -> work.get());
	}

	@Override
	public boolean isInTransaction() {
		return this.transactions.isRunning();
	}

}
