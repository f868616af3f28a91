package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;

/**
 * A query for rows: what {@link Table#find()} returns.
 *
 * <pre class="code">
 * List&lt;Note&gt; page = notes.find(gt("views", 100)).orderBy(desc("createdAt")).limit(20).list();
 * </pre>
 *
 * Immutable and thread-safe: each step returns a new query, so one can be kept and gone
 * on with twice. Nothing is sent before the query ends with {@link #list()},
 * {@link #first()}, {@link #one()}, {@link #stream()}, {@link #values(String, Class)},
 * {@link #count()} or {@link #exists()}. These throw an {@link IllegalArgumentException}
 * if the condition names no property or column of the table or compares one with a value
 * that does not fit it, and a {@link DataRetrievalFailureException} if a value that is
 * read does not fit its property.
 * <p>
 * Applications do not implement this interface: it may get more methods.
 *
 * @param <T> the type of the results
 * @since 0.1
 */
public interface TableQuery<T> {

	/**
	 * Add a condition: the rows meet this one and those before.
	 * @param filter the condition
	 * @return the query
	 */
	TableQuery<T> where(Filter filter);

	/**
	 * Order the rows. Without an order, and among equal rows, the order is the server's.
	 * @param orders the orders, the first one first; replaces earlier ones
	 * @return the query
	 * @throws IllegalArgumentException if there is no such property or column, or it
	 * orders nothing, as a vector
	 */
	TableQuery<T> orderBy(SortOrder... orders);

	/**
	 * Return so many rows at most.
	 * @param limit the number of rows, 0 or more; no limit by default
	 * @return the query
	 * @throws IllegalArgumentException if it is negative
	 */
	TableQuery<T> limit(int limit);

	/**
	 * Leave out so many rows. The server reads and drops them, so deep pages are slow:
	 * {@link #after(Object)} is not.
	 * @param offset the number of rows, 0 or more; 0 by default
	 * @return the query
	 * @throws IllegalArgumentException if it is negative
	 */
	TableQuery<T> offset(long offset);

	/**
	 * Return the rows that come after the last one of the page before (keyset paging).
	 * Adds the key to the order, so that no row is lost or seen twice.
	 * @param row the last row of the page before, whose values are taken for the
	 * properties that the query is ordered by; {@code null} for the first page
	 * @return the query
	 */
	TableQuery<T> after(@Nullable T row);

	/**
	 * Read into another type, and only the columns that it has: a record or bean whose
	 * properties are called as those of the table. A single column is read with
	 * {@link #values(String, Class)}.
	 * @param <R> the type of the results
	 * @param type the type
	 * @return the query
	 * @throws IllegalArgumentException if the type is neither a record nor a bean, or has
	 * a property that the table does not have
	 * @throws IllegalStateException if {@link #after(Object)} has been called, with a row
	 * of the type before
	 */
	<R> TableQuery<R> into(Class<R> type);

	/**
	 * Read one column of the rows.
	 * @param <R> the type of its values
	 * @param property the property or column
	 * @param type the type of its values
	 * @return the values, in the order of the rows; {@code null} for NULL
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
	 * @return the rows, for one thread, to be closed by the caller
	 */
	Stream<T> stream();

	/**
	 * Count the rows, regardless of limit and offset.
	 * @return the number of rows
	 */
	long count();

	/**
	 * Return whether there is any row, regardless of limit and offset.
	 * @return {@code true} if there is
	 */
	boolean exists();

}
