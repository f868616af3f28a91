package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.Search;
import io.github.tidbspring.client.vector.EmbeddingException;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

/**
 * A table whose rows are instances of a Java type. Thread-safe, and cheap to keep.
 *
 * <pre class="code">
 * Table&lt;Note&gt; notes = tidb.table(Note.class).schema().createIfAbsent();
 * Note saved = notes.insert(new Note(null, "Hi", vector, Instant.now()));
 * List&lt;Note&gt; recent = notes.find(gt("createdAt", yesterday)).orderBy(desc("createdAt")).limit(20).list();
 * </pre>
 *
 * Everything runs in a running Spring transaction of the same {@code DataSource}. What
 * the database refuses is a {@link DataAccessException}; a row that cannot be stored,
 * such as one with a vector of the wrong length, is an {@link IllegalArgumentException}
 * before anything is sent.
 * <p>
 * A vector that has a
 * {@link io.github.tidbspring.client.annotation.VectorColumn#source()} and is not given
 * is made from the source's text before the row is sent, by the {@link EmbeddingFunction}
 * of the table or the client. If that fails, it is an {@link EmbeddingException}, and
 * nothing is written. No function is asked about a blank text: its vector is NULL, or an
 * error where it cannot be.
 *
 * @param <T> the type of the rows
 * @since 0.1
 */
public interface Table<T> {

	/**
	 * Return the name of the table.
	 * @return the name, not quoted
	 */
	String name();

	/**
	 * Return what creates, compares, alters and drops the table.
	 * @return the operations on the table itself, not on its rows
	 */
	SchemaOperations<T> schema();

	/**
	 * Insert a row.
	 * @param row the row; a key that the server chooses is {@code null} or 0
	 * @return the row with its key and its vectors: a new record, or the same bean. Its
	 * other values are those given, which the table may hold less exactly: times in
	 * microseconds, a {@code BigDecimal} rounded to its scale
	 * @throws DuplicateKeyException if there is a row with that key
	 */
	T insert(T row);

	/**
	 * Insert rows in one transaction: the running one, or one of its own. All rows are
	 * checked before anything is sent, and all are in or none. Rows whose keys are given,
	 * or counted up by the server
	 * ({@link io.github.tidbspring.client.annotation.AutoIncrement}), share statements;
	 * those with {@link io.github.tidbspring.client.annotation.AutoRandom} are sent one
	 * by one, because TiDB reports one random key for each statement. {@link #bulk()} is
	 * faster for these, and for more rows than fit into one transaction (100 MiB by
	 * default).
	 * @param rows the rows
	 * @return the rows in the order given, with their keys and vectors, as
	 * {@link #insert(Object)} returns them: new records, or the same beans, which are not
	 * changed if the transaction fails. Empty if there are no rows
	 * @throws IllegalArgumentException if a row cannot be stored; says which one
	 * @throws DuplicateKeyException if there is a row with the key of one of them
	 */
	List<T> insertAll(Iterable<? extends T> rows);

	/**
	 * Insert a row, or update the one with its key; never another one that has the same
	 * value in a unique index.
	 * <p>
	 * A vector that is {@code null} is not given: of a row that is there already, the
	 * stored one stays. So a row that a search has found without its vectors can be
	 * changed and saved. A vector that is made from a text is made anew if the text
	 * differs from the stored one, or there is no stored vector; {@code save} reads a
	 * digest of the stored text for that. {@link #update(Filter, Map)} with {@code null}
	 * removes a vector. In the same way a number that the server counts up
	 * ({@link io.github.tidbspring.client.annotation.AutoIncrement}), and that is not the
	 * key, stays where it is {@code null} or 0.
	 * @param row the row
	 * @return the row with its key and the vectors that were made: a new record, or the
	 * same bean. A vector that has stayed as it is stored is still {@code null}
	 * @throws IllegalArgumentException if a vector is {@code null}, its column is not,
	 * and there is no row with that key, or its text is blank
	 * @throws org.springframework.dao.OptimisticLockingFailureException if others change
	 * the texts that vectors are made from again and again while the row is saved
	 * @throws org.springframework.dao.EmptyResultDataAccessException if the key is one
	 * that the server chooses ({@link io.github.tidbspring.client.annotation.AutoRandom})
	 * and there is no such row: TiDB refuses to insert a key of the application's choice
	 * there
	 */
	T save(T row);

	/**
	 * Insert rows, or update those with their keys, in one transaction, as
	 * {@link #insertAll(Iterable)} does. As with {@link #save(Object)}, a vector that is
	 * {@code null} is not given. Of several rows with one key, the last one stays.
	 * @param rows the rows
	 * @return the rows in the order given, as {@link #save(Object)} returns them
	 * @throws IllegalArgumentException if a row cannot be stored; says which one
	 * @throws org.springframework.dao.OptimisticLockingFailureException if others change
	 * the texts that vectors are made from again and again while the rows are saved
	 * @throws org.springframework.dao.EmptyResultDataAccessException if a row has a key
	 * that the server chooses at random, and there is no such row
	 */
	List<T> saveAll(Iterable<? extends T> rows);

	/**
	 * Return a bulk load: many rows, in batches that are transactions of their own, in
	 * bounded memory, without their keys.
	 * @return the specification of a bulk load
	 */
	BulkWrite<T> bulk();

	/**
	 * Change some columns of the rows that meet a condition. Where a text changes that a
	 * vector is made from, the vector changes too, unless it is among the values. A
	 * vector that becomes {@code null} is removed.
	 * @param filter the condition
	 * @param values the new values, by property or column
	 * @return the number of rows that met it
	 * @throws IllegalArgumentException if there are no values, a value does not fit its
	 * property, or the condition is {@linkplain Filter#unrestricted() unrestricted}:
	 * {@link #updateAll(Map)} changes all rows
	 */
	int update(Filter filter, Map<String, ? extends @Nullable Object> values);

	/**
	 * Change some columns of all rows, as {@link #update(Filter, Map)} does.
	 * @param values the new values, by property or column
	 * @return the number of rows
	 * @throws IllegalArgumentException if there are no values, or a value does not fit
	 * its property
	 */
	int updateAll(Map<String, ? extends @Nullable Object> values);

	/**
	 * Delete the rows that meet a condition.
	 * @param filter the condition
	 * @return the number of rows
	 * @throws IllegalArgumentException if the condition is
	 * {@linkplain Filter#unrestricted() unrestricted}: {@link #deleteAll()} deletes all
	 * rows
	 */
	int delete(Filter filter);

	/**
	 * Delete all rows, in one transaction. {@link SchemaOperations#truncate()} is faster.
	 * @return the number of rows
	 */
	int deleteAll();

	/**
	 * Delete the row with a key.
	 * @param id the key: see {@link #findById(Object)}
	 * @return whether there was one
	 * @throws IllegalArgumentException if that is no key of this table
	 */
	boolean deleteById(Object id);

	/**
	 * Delete the rows with these keys, in one transaction. Keys without a row are
	 * ignored.
	 * @param ids the keys: see {@link #findById(Object)}
	 * @return the number of rows that were deleted
	 * @throws IllegalArgumentException if one is no key of this table; nothing is deleted
	 */
	int deleteAllById(Iterable<?> ids);

	/**
	 * Return the row with a key.
	 * @param id the key. Of one column, its value; numbers are compared as numbers, so an
	 * {@code int} finds a {@code long} key. Of several columns, a {@link Map} from their
	 * properties to their values, or an object that has these properties, such as a
	 * record made for it. Instead of a key, a row of this table can be given, and its key
	 * is meant
	 * @return the row, if there is one
	 * @throws IllegalArgumentException if that is no key of this table
	 */
	Optional<T> findById(Object id);

	/**
	 * Return the rows with these keys, in no particular order. Keys without a row are
	 * ignored, and a key that is given twice has one row.
	 * @param ids the keys: see {@link #findById(Object)}
	 * @return the rows
	 * @throws IllegalArgumentException if one is no key of this table
	 */
	List<T> findAllById(Iterable<?> ids);

	/**
	 * Return whether there is a row with a key.
	 * @param id the key: see {@link #findById(Object)}
	 * @return {@code true} if there is
	 * @throws IllegalArgumentException if that is no key of this table
	 */
	boolean existsById(Object id);

	/**
	 * Return a query for all rows.
	 * @return the query
	 */
	TableQuery<T> find();

	/**
	 * Return a query for the rows that meet a condition.
	 * @param filter the condition
	 * @return the query
	 */
	TableQuery<T> find(Filter filter);

	/**
	 * Return a search by vectors, by full text, or by both. The rows that it finds come
	 * without their vectors, which are large, unless it says {@code withVectors()}; they
	 * can be saved all the same, see {@link #save(Object)}.
	 * @return the search
	 */
	Search<T> search();

	/**
	 * Count all rows.
	 * @return the number of rows
	 */
	long count();

	/**
	 * Count the rows that meet a condition.
	 * @param filter the condition
	 * @return the number of rows
	 */
	long count(Filter filter);

	/**
	 * Return whether a row meets a condition.
	 * @param filter the condition
	 * @return {@code true} if one does
	 */
	boolean exists(Filter filter);

	/**
	 * Return the same table with another function for its vectors, in place of the
	 * client's. One that a single property has been given stays.
	 * @param function makes the vectors that have a
	 * {@link io.github.tidbspring.client.annotation.VectorColumn#source()} and are not
	 * given, and those of queries
	 * @return another table
	 * @throws IllegalArgumentException if the type has no vector, or the server makes all
	 */
	Table<T> withEmbeddingFunction(EmbeddingFunction function);

	/**
	 * Return the same table with another function for one of its vectors.
	 * @param property the property with
	 * {@link io.github.tidbspring.client.annotation.VectorColumn}
	 * @param function makes the vectors
	 * @return another table
	 * @throws IllegalArgumentException if the property is no vector, or the server makes
	 * it
	 */
	Table<T> withEmbeddingFunction(String property, EmbeddingFunction function);

}
