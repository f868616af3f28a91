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
 * A query for rows, see {@link Table#find()}.
 *
 * <pre class="code">
 * List&lt;Note&gt; page = notes.find(gt("views", 100)).orderBy(desc("createdAt")).limit(20).list();
 * </pre>
 *
 * Immutable and thread-safe: each step returns a new query, so a query can be kept and
 * continued in several ways. Nothing is sent before {@link #list()}, {@link #first()},
 * {@link #one()}, {@link #stream()}, {@link #values(String, Class)}, {@link #count()} or
 * {@link #exists()} is called. These methods throw an {@link IllegalArgumentException} if
 * the condition names an unknown property or column, or compares one with a value that
 * does not fit it, and a {@link DataRetrievalFailureException} if a value that is read
 * does not fit its property.
 * <p>
 * Applications do not implement this interface: methods may be added to it.
 *
 * @param <T> the type of the results
 * @since 0.1
 */
public interface TableQuery<T> {

	/**
	 * Add a condition. Conditions of several calls are combined with AND.
	 * @param filter the condition
	 * @return the query
	 */
	TableQuery<T> where(Filter filter);

	/**
	 * Set the order of the rows. Without an order, and for equal rows, the order is
	 * undefined.
	 * @param orders the orders, the first one first; replaces earlier ones
	 * @return the query
	 * @throws IllegalArgumentException if there is no such property or column, or its
	 * values have no order, such as vectors
	 */
	TableQuery<T> orderBy(SortOrder... orders);

	/**
	 * Set the maximum number of rows.
	 * @param limit the number of rows, 0 or more; no limit by default
	 * @return the query
	 * @throws IllegalArgumentException if it is negative
	 */
	TableQuery<T> limit(int limit);

	/**
	 * Skip rows. The server reads the skipped rows, so a large offset is slow;
	 * {@link #after(Object)} is not.
	 * @param offset the number of rows, 0 or more; 0 by default
	 * @return the query
	 * @throws IllegalArgumentException if it is negative
	 */
	TableQuery<T> offset(long offset);

	/**
	 * Return the rows after the last row of the page before (keyset paging). The key is
	 * added to the order, so that no row is skipped or returned twice.
	 * @param row the last row of the page before, which has the properties that the query
	 * is ordered by; {@code null} for the first page
	 * @return the query
	 */
	TableQuery<T> after(@Nullable T row);

	/**
	 * Lock the rows that are read until the transaction ends ({@code FOR UPDATE}):
	 * another transaction that changes, deletes or locks one of them waits. The rows are
	 * read as they are now, and not as they were when the transaction began. Rows that
	 * are not found are not locked, so other transactions can insert rows that meet the
	 * condition; but {@code eq} on all columns of a key also locks a key without a row.
	 * <p>
	 * A row that another transaction has locked is waited for, at most
	 * {@code innodb_lock_wait_timeout} (50 seconds by default); then a
	 * {@link org.springframework.dao.CannotAcquireLockException} is thrown. A transaction
	 * of {@code inTransaction} is retried then, as after a deadlock. In an optimistic
	 * transaction, TiDB does not wait: a conflict is detected at COMMIT.
	 * @return the query; {@link #count()} and {@link #exists()} are not offered for it,
	 * since they return no rows that could be locked
	 * @throws IllegalStateException when the query is executed, if no transaction is
	 * running: TiDB would lock nothing
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/pessimistic-transaction/">Pessimistic
	 * transactions</a>
	 */
	TableQuery<T> forUpdate();

	/**
	 * Lock the rows that are read, as {@link #forUpdate()} does, but do not wait
	 * ({@code FOR UPDATE NOWAIT}): if another transaction has locked one of them, a
	 * {@link org.springframework.dao.CannotAcquireLockException} is thrown at once, which
	 * no retry hides. The transaction can continue. TiDB cannot skip locked rows:
	 * {@code SKIP LOCKED} has no effect there.
	 * @return the query
	 * @throws IllegalStateException when the query is executed, if no transaction is
	 * running
	 */
	TableQuery<T> forUpdateNoWait();

	/**
	 * Read the rows into another type, and only the columns that it has: a record, a bean
	 * or a type with a constructor, whose properties have the same names as those of the
	 * table. A single column is read with {@link #values(String, Class)}.
	 * @param <R> the type of the results
	 * @param type the type
	 * @return the query
	 * @throws IllegalArgumentException if instances of the type cannot be made, or it has
	 * a property that the table does not have
	 * @throws IllegalStateException if {@link #after(Object)} was called before, with a
	 * row of another type
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
	 * Return the rows as a stream, with bounded memory: a cursor of the server returns a
	 * thousand rows at a time. The stream holds a connection until it is closed. On a
	 * {@code DataSource} of the application without {@code useCursorFetch=true}, the rows
	 * are read one by one, and in a transaction no other statement can run before the
	 * stream is closed.
	 * @return the rows; not thread-safe, and to be closed by the caller
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
