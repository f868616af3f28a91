package io.github.tidbspring.client.table;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
	 * Insert rows in batches, each of which is a transaction of its own unless one is
	 * running. Beans stay as they are, without keys and vectors.
	 * @param rows the rows
	 * @return the number of rows
	 * @throws BulkInsertException if a batch fails; says how many rows are in
	 */
	long insertAll(Iterable<? extends T> rows);

	/**
	 * Insert rows in batches, in bounded memory.
	 * @param rows the rows; read to the end and closed
	 * @return the number of rows
	 * @throws BulkInsertException if a batch fails; says how many rows are in
	 */
	long insertAll(Stream<? extends T> rows);

	/**
	 * Insert rows in batches, in bounded memory.
	 * @param rows the rows; read to the end
	 * @return the number of rows
	 * @throws BulkInsertException if a batch fails; says how many rows are in
	 */
	long insertAll(Iterator<? extends T> rows);

	/**
	 * Start to describe how many rows are inserted: the size of the batches, who is told
	 * of the progress, what becomes of the keys.
	 * @return a description to go on with
	 */
	BulkInsert<T> bulkInsert();

	/**
	 * Insert a row, or update the one with its key; never another one that has the same
	 * value in a unique index.
	 * <p>
	 * A vector that is {@code null} is not given: of a row that is there already, the
	 * stored one stays. So a row that a search has found without its vectors can be
	 * changed and saved. A vector that is made from a text is made anew if the text
	 * differs from the stored one, or there is no stored vector; {@code save} reads a
	 * digest of the stored text for that. {@link #update(Map, Filter)} with {@code null}
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
	 * Insert rows, or update those with their keys, in batches. As with
	 * {@link #save(Object)}, a vector that is {@code null} is not given.
	 * @param rows the rows
	 * @return the number of rows
	 * @throws BulkInsertException if a batch fails; says how many rows are in
	 */
	long saveAll(Iterable<? extends T> rows);

	/**
	 * Change some columns of the rows that meet a condition. Where a text changes that a
	 * vector is made from, the vector changes too, unless it is among the values. A
	 * vector that becomes {@code null} is removed.
	 * @param values the new values, by property or column
	 * @param filter the condition
	 * @return the number of rows that met it
	 * @throws IllegalArgumentException if there are no values, or the condition is none:
	 * {@link #updateAll(Map)} changes all rows
	 */
	int update(Map<String, ? extends @Nullable Object> values, Filter filter);

	/**
	 * Change some columns of all rows.
	 * @param values the new values, by property or column
	 * @return the number of rows
	 */
	int updateAll(Map<String, ? extends @Nullable Object> values);

	/**
	 * Delete the rows that meet a condition.
	 * @param filter the condition
	 * @return the number of rows
	 * @throws IllegalArgumentException if the condition is none: {@link #deleteAll()}
	 * deletes all rows
	 */
	int delete(Filter filter);

	/**
	 * Delete the row with a key.
	 * @param id the key; a list in the order of the properties, or a row, where the key
	 * has several columns
	 * @return whether there was one
	 */
	boolean deleteById(Object id);

	/**
	 * Delete all rows, in one transaction. {@link SchemaOperations#truncate()} is faster.
	 * @return the number of rows
	 */
	int deleteAll();

	/**
	 * Return the row with a key.
	 * @param id the key; a list in the order of the properties, or a row, where the key
	 * has several columns
	 * @return the row, if there is one
	 */
	Optional<T> get(Object id);

	/**
	 * Return the rows with these keys, in no particular order; keys without a row are
	 * left out.
	 * @param ids the keys
	 * @return the rows
	 */
	List<T> getAll(Collection<?> ids);

	/**
	 * Start a query for all rows.
	 * @return the query
	 */
	Find<T> find();

	/**
	 * Start a query for the rows that meet a condition.
	 * @param filter the condition
	 * @return the query
	 */
	Find<T> find(Filter filter);

	/**
	 * Start a search by vectors, by words, or by both. The rows that it finds come
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
