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
 * Table&lt;Note&gt; notes = tidb.table(Note.class).createIfAbsent();
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
	 * Return the statement that creates the table and its indexes, to read or to use in a
	 * migration.
	 * @return a {@code CREATE TABLE} statement
	 */
	String ddl();

	/**
	 * Return the same table, whose {@link #create()}, {@link #createIfAbsent()} and
	 * {@link #recreate()} fail where the server cannot have all that the type describes,
	 * and leave no table behind that they made without it; and whose {@link #validate()}
	 * takes an index that the server cannot have for missing.
	 * @return another table
	 */
	Table<T> strict();

	/**
	 * Create the table and its indexes. Where the server cannot have a vector or
	 * full-text index that the type describes, the table is created without, and a
	 * warning in the log says so once, with the server's reason;
	 * {@link #createIndex(String)} makes it later. So does all else that the server takes
	 * and does not do.
	 * @return this table
	 * @throws DataAccessException if it exists already
	 * @see #strict()
	 */
	Table<T> create();

	/**
	 * Create the table and its indexes, as {@link #create()} does, unless a table of that
	 * name exists. That one is left as it is: if it differs, a warning in the log says
	 * how, and {@link #validate()} fails.
	 * @return this table
	 */
	Table<T> createIfAbsent();

	/**
	 * Drop the table if it exists, with all its rows, and create it anew.
	 * @return this table
	 */
	Table<T> recreate();

	/**
	 * Drop the table with all its rows.
	 * @throws DataAccessException if it does not exist
	 */
	void drop();

	/**
	 * Drop the table with all its rows if it exists.
	 */
	void dropIfExists();

	/**
	 * Remove all rows at once, without a transaction.
	 * @throws DataAccessException if the table has a full-text index, and the server
	 * truncates none of these, as PingCAP documents for TiDB Cloud; {@link #recreate()}
	 * does the same
	 */
	void truncate();

	/**
	 * Return whether there is a table of this name in the current database.
	 * @return {@code true} if there is
	 */
	boolean exists();

	/**
	 * Compare the type with the table in the database: columns, key, indexes. A vector or
	 * full-text index that the table lacks is a difference where the server could have
	 * it; where it cannot, that is a warning in the log. Indexes that are equal but for
	 * their names count as the same.
	 * @return this table
	 * @throws TableMismatchException if they differ; lists each difference
	 */
	Table<T> validate();

	/**
	 * Create an index that the type describes and the table does not have, such as a
	 * vector index on a table that was filled first, or on one that was created where the
	 * server could not have it. If the property has several indexes, those are created
	 * that the table does not have.
	 * @param property the property with
	 * {@link io.github.tidbspring.client.annotation.VectorColumn},
	 * {@link io.github.tidbspring.client.annotation.FullTextColumn} or
	 * {@link io.github.tidbspring.client.annotation.TiDBIndex}
	 * @throws DataAccessException if the server refuses it; of a vector or full-text
	 * index, says what it needs
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector
	 * search index</a>
	 */
	void createIndex(String property);

	/**
	 * Create a vector index that the table does not have, and have TiDB Cloud make the
	 * TiFlash replica that it needs ({@code ADD_COLUMNAR_REPLICA_ON_DEMAND}). A
	 * self-managed TiDB wants {@link #setTiFlashReplicas(int)} first, and then
	 * {@link #createIndex(String)}.
	 * @param property the property with
	 * {@link io.github.tidbspring.client.annotation.VectorColumn}
	 * @throws IllegalArgumentException if its index is not a vector index
	 * @throws DataAccessException if the server refuses it; says what the index needs
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector
	 * search index</a>
	 */
	void createIndexOnDemand(String property);

	/**
	 * Drop the index on a property, whatever its name; if it has several, all of them.
	 * @param property the property
	 */
	void dropIndex(String property);

	/**
	 * Set the number of copies that TiFlash keeps of the table. A vector index that is
	 * created later needs one; TiDB Cloud can make it on demand.
	 * @param replicas the number of replicas, 0 or more
	 * @throws IllegalStateException if there are to be none, and the table has a vector
	 * or full-text index, whoever made it: TiDB would take that, and break the table's
	 * reads. The index is to be dropped first
	 * @throws DataAccessException if the cluster has fewer TiFlash servers
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/create-tiflash-replicas/">TiFlash
	 * replicas</a>
	 */
	void setTiFlashReplicas(int replicas);

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
	 * Delete all rows, in one transaction. {@link #truncate()} is faster.
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
