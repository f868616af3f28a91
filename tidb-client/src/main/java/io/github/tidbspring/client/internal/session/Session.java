package io.github.tidbspring.client.internal.session;

import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.internal.schema.ColumnTypes;
import io.github.tidbspring.client.internal.schema.Schemas;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;

/**
 * Executes the statements of a client's tables. Thread-safe.
 */
public interface Session {

	/**
	 * Return the operations for single statements.
	 * @return the client's JDBC template
	 */
	JdbcOperations jdbc();

	/**
	 * Run work in a transaction: in the running one, or in a new one, which may retry the
	 * work if that is safe.
	 * @param <R> the type of the result
	 * @param work the work
	 * @return its result
	 */
	<R> R inTransaction(Supplier<R> work);

	/**
	 * Return whether a transaction is running.
	 * @return {@code true} if it is
	 */
	boolean isInTransaction();

	/**
	 * Execute a query whose parameters the driver puts into the text, as a vector index
	 * requires.
	 * @param <R> the type of the result
	 * @param statement the query
	 * @param extractor reads the result
	 * @return the result
	 */
	default <R extends @Nullable Object> R query(SqlStatement statement, ResultSetExtractor<R> extractor) {
		return jdbc().query(new ClientPreparation(statement), extractor);
	}

	/**
	 * Execute a query whose result may be too large for the memory.
	 * @param <T> the type of the rows
	 * @param statement the query
	 * @param mapper reads a row
	 * @return the rows; holds a connection until it is closed
	 */
	default <T> Stream<T> stream(SqlStatement statement, RowMapper<T> mapper) {
		return jdbc().queryForStream(new StreamPreparation(statement), mapper);
	}

	/**
	 * Return the embedding function of tables that have no function of their own.
	 * @return the function, or {@code null} if there is none
	 */
	default @Nullable EmbeddingFunction embeddingFunction() {
		return null;
	}

	/**
	 * Return the reranker of searches that name none.
	 * @return the reranker, or {@code null} if there is none
	 */
	default @Nullable Reranker reranker() {
		return null;
	}

	/**
	 * Return the tables that types describe.
	 * @return the schemas of the client
	 */
	default Schemas schemas() {
		return new Schemas(ColumnTypes.standard());
	}

	/**
	 * Return the observations of the client.
	 * @return the observations
	 */
	default Observations observations() {
		return Observations.NONE;
	}

}
