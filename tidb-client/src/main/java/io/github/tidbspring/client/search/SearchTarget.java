package io.github.tidbspring.client.search;

import java.util.List;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.query.Columns;
import io.github.tidbspring.client.query.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/**
 * What is searched. The client's tables implement it; applications have no need to.
 *
 * @param <T> the type of the rows that are found
 * @since 0.1
 */
public interface SearchTarget<T> {

	/**
	 * Return the table.
	 * @return its name
	 */
	Identifier table();

	/**
	 * Return the columns.
	 * @return all columns, in the order of the table
	 */
	List<SearchColumn> columns();

	/**
	 * Ask the server whether the table has an index on a column.
	 * @param column the column
	 * @return {@code true} if there is one
	 */
	boolean hasIndexOn(SearchColumn column);

	/**
	 * Return the columns that filters may name.
	 * @return the columns
	 */
	Columns filterColumns();

	/**
	 * Return the columns of the primary key.
	 * @return their names
	 */
	List<Identifier> key();

	/**
	 * Return what is known of the columns that are generated when they are read.
	 * @return the same object for each search of the table
	 */
	VirtualColumns virtualColumns();

	/**
	 * Return what is read of each row.
	 * @param withVectors whether vectors are read that the type does not ask for by
	 * itself
	 * @return the columns, and what makes a row of them
	 */
	SearchRows<T> rows(boolean withVectors);

	/**
	 * Return the same with rows of another type.
	 * @param <R> the type of the rows
	 * @param type the type
	 * @return the other target
	 */
	<R> SearchTarget<R> into(Class<R> type);

	/**
	 * Embed the text of a query.
	 * @param column the column whose vectors it is compared with
	 * @param text the text
	 * @return its vector
	 */
	float[] embedQuery(SearchColumn column, String text);

	/**
	 * Return what runs the statements.
	 * @return Spring's own
	 */
	JdbcOperations jdbc();

	/**
	 * Return what puts results in order that name no reranker.
	 * @return the reranker, or {@code null} if there is none
	 */
	@Nullable Reranker reranker();

	/**
	 * Return what searches are observed with.
	 * @return the observations
	 */
	Observations observations();

	/**
	 * What is read of each row.
	 *
	 * @param <T> the type of the rows
	 * @param columns the columns
	 * @param mapper makes a row of these columns, which come first and in this order
	 */
	record SearchRows<T>(List<Identifier> columns, RowMapper<T> mapper) {

	}

}
