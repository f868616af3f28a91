package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.tidbspring.client.query.Sort;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.IncorrectResultSizeDataAccessException;

/**
 * A query for rows: what {@link Table#find()} starts. Each step returns a new query, so
 * one can be kept and gone on with twice.
 *
 * @param <T> the type of the results
 * @since 0.1
 */
public interface Find<T> {

	/**
	 * Order the rows.
	 * @param sorts the orders, the first one first; replaces earlier ones
	 * @return the query
	 */
	Find<T> orderBy(Sort... sorts);

	/**
	 * Return so many rows at most.
	 * @param limit the number of rows, 0 or more
	 * @return the query
	 */
	Find<T> limit(int limit);

	/**
	 * Leave out so many rows. The server reads and drops them, so deep pages are slow:
	 * {@link #after(Object)} is not.
	 * @param offset the number of rows, 0 or more; needs a {@link #limit(int)}
	 * @return the query
	 */
	Find<T> offset(long offset);

	/**
	 * Return the rows that come after the last one of the page before (keyset paging).
	 * Orders by the key in the end, so that no row is lost or seen twice.
	 * @param row the last row of the page before; its values are taken for the properties
	 * that the query is ordered by. {@code null} for the first page
	 * @return the query
	 */
	Find<T> after(@Nullable T row);

	/**
	 * Read into another type, and only the columns that it has: a record or bean whose
	 * properties are called as those of the table, or one of the types of a single column
	 * with {@link #values(String, Class)}.
	 * @param <R> the type of the results
	 * @param type the type
	 * @return the query
	 */
	<R> Find<R> as(Class<R> type);

	/**
	 * Read one column.
	 * @param <R> the type of its values
	 * @param property the property or column
	 * @param type the type of its values
	 * @return the values, in the order of the rows
	 */
	<R> List<@Nullable R> values(String property, Class<R> type);

	/**
	 * Return the rows.
	 * @return the rows
	 */
	List<T> list();

	/**
	 * Return the first row.
	 * @return the row, if there is one
	 */
	Optional<T> first();

	/**
	 * Return the only row.
	 * @return the row, if there is one
	 * @throws IncorrectResultSizeDataAccessException if there are several
	 */
	Optional<T> one();

	/**
	 * Return the rows one after another, in constant memory however many they are: a
	 * thousand at a time, from a cursor of the server. Holds a connection until it is
	 * closed. On a {@code DataSource} of the application whose driver does not have
	 * {@code useCursorFetch=true}, the rows come one by one, and in a transaction no
	 * other statement may run before the stream is closed.
	 * @return the rows, to be closed by the caller
	 */
	Stream<T> stream();

	/**
	 * Count the rows, regardless of limit and offset.
	 * @return the number of rows
	 */
	long count();

	/**
	 * Return whether there is any row.
	 * @return {@code true} if there is
	 */
	boolean exists();

}
