package io.github.tidbspring.client.table;

import java.util.function.Supplier;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * What a table runs its statements on.
 *
 * @since 0.1
 */
public interface TableSession {

	/**
	 * Return what runs single statements.
	 * @return Spring's own
	 */
	JdbcOperations jdbc();

	/**
	 * Run work in a transaction: the running one, or one of its own, which may run the
	 * work again where that is safe.
	 * @param <R> the type of the result
	 * @param work the work
	 * @return its result
	 */
	<R> R inTransaction(Supplier<R> work);

	/**
	 * Return whether a transaction is running.
	 * @return {@code true} if there is one
	 */
	boolean isInTransaction();

	/**
	 * Return what makes vectors from texts where a table has no function of its own.
	 * @return the function, or {@code null} if there is none
	 */
	default @Nullable EmbeddingFunction embeddingFunction() {
		return null;
	}

	/**
	 * Return what puts results of searches in order that name no reranker.
	 * @return the reranker, or {@code null} if there is none
	 */
	default @Nullable Reranker reranker() {
		return null;
	}

	/**
	 * Return how values are stored and read.
	 * @return the types of columns
	 */
	default ColumnTypes columnTypes() {
		return ColumnTypes.standard();
	}

	/**
	 * Return what the table's work is observed with.
	 * @return the observations
	 */
	default Observations observations() {
		return Observations.NONE;
	}

}
