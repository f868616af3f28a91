package io.github.tidbspring.client.internal.session;

import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.internal.schema.ColumnTypes;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;

/**
 * What the tables of a client work with.
 */
public interface Session {

	/**
	 * Return what runs single statements.
	 * @return Spring's own
	 */
	JdbcOperations jdbc();

	/**
	 * Run work in a transaction: the running one, or one of its own, which may try the
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
	 * Run a query with its parameters in its text, as a vector index needs it.
	 * @param <R> the type of the result
	 * @param statement the query
	 * @param extractor reads its result
	 * @return what was read
	 */
	default <R extends @Nullable Object> R query(SqlStatement statement, ResultSetExtractor<R> extractor) {
		return jdbc().query(new ClientPreparation(statement), extractor);
	}

	/**
	 * Run a query whose result is too large to hold. The stream must be closed.
	 * @param <T> the type of the rows
	 * @param statement the query
	 * @param mapper reads a row
	 * @return the rows, on a connection of their own
	 */
	default <T> Stream<T> stream(SqlStatement statement, RowMapper<T> mapper) {
		return jdbc().queryForStream(new StreamPreparation(statement), mapper);
	}

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
	default ColumnTypes types() {
		return ColumnTypes.standard();
	}

	/**
	 * Return what the work is observed with.
	 * @return the observations
	 */
	default Observations observations() {
		return Observations.NONE;
	}

}
