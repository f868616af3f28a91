package io.github.tidbspring.client.table;

import java.util.List;

import org.springframework.dao.DataAccessException;

/**
 * Creates, compares, alters and drops the table that a type describes, see
 * {@link Table#schema()}. The methods that create the table return it, so that a field
 * can be initialized in one line.
 *
 * <pre class="code">
 * Table&lt;Note&gt; notes = tidb.table(Note.class).schema().createIfAbsent();
 * </pre>
 *
 * TiDB commits a transaction before each DDL statement: methods that create, alter or
 * drop something <b>commit a running transaction</b>. {@link #ddl()}, {@link #exists()},
 * {@link #indexes()}, {@link #validate()} and {@link #diff()} do not.
 * <p>
 * Thread-safe. Applications do not implement this interface: methods may be added to it.
 *
 * @param <T> the type of the rows
 * @since 0.1
 */
public interface SchemaOperations<T> {

	/**
	 * Return the statement that creates the table and its indexes, to read or to use in a
	 * migration. Nothing is sent.
	 * @return a {@code CREATE TABLE} statement
	 */
	String ddl();

	/**
	 * Return whether there is a table of this name in the current database. Its columns
	 * are not compared; {@link #validate()} does that.
	 * @return {@code true} if there is
	 */
	boolean exists();

	/**
	 * Return the status of the indexes: first of those that the type describes, also if
	 * the table does not have them, and then of the others that the table has. The
	 * primary key is not among them. While TiFlash builds a vector or full-text index,
	 * searches are correct, but slower; the status returns how far it is:
	 *
	 * <pre class="code">
	 * boolean complete = notes.schema()
	 * 	.indexes()
	 * 	.stream()
	 * 	.allMatch((index) -&gt; index.state() == State.BUILT);
	 * </pre>
	 *
	 * What the server does not report, for example for lack of a privilege, is empty.
	 * @return the status of each index
	 * @throws DataAccessException if there is no such table
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/information-schema-tiflash-indexes/">TIFLASH_INDEXES</a>
	 */
	List<IndexStatus> indexes();

	/**
	 * Return operations that require all that the type describes. {@link #create()},
	 * {@link #createIfAbsent()} and {@link #recreate()} then fail if the server cannot
	 * have all of it, and leave no incomplete table behind. {@link #validate()} then
	 * reports an index that the server cannot have as missing.
	 * @return other operations on the same table
	 */
	SchemaOperations<T> strict();

	/**
	 * Create the table and its indexes. If the server cannot have a vector or full-text
	 * index that the type describes, the table is created without it, and a warning is
	 * logged once, with the server's reason; {@link #createIndex(String)} creates the
	 * index later. Other parts of the statement that the server accepts and ignores are
	 * logged too.
	 * @return the table
	 * @throws DataAccessException if the table exists already, or the server rejects the
	 * statement
	 * @see #strict()
	 */
	Table<T> create();

	/**
	 * Create the table and its indexes, as {@link #create()} does, unless a table of that
	 * name exists. An existing table is left unchanged: if it differs from what the type
	 * describes, a warning in the log lists the differences, and {@link #validate()}
	 * fails.
	 * @return the table
	 * @throws TableMismatchException in {@link #strict()} operations, if an existing
	 * table differs
	 * @throws DataAccessException if the server rejects the statement
	 */
	Table<T> createIfAbsent();

	/**
	 * Drop the table if it exists, with all its rows, and create it anew.
	 * @return the table
	 * @throws DataAccessException if the server rejects a statement
	 */
	Table<T> recreate();

	/**
	 * Compare the type with the table in the database: columns with what fills them, key,
	 * indexes, foreign keys, CHECK constraints, time to live, options. A vector or
	 * full-text index that the table lacks is a difference if the server can have it; if
	 * it cannot, a warning is logged instead, and so for a CHECK constraint while
	 * {@code tidb_enable_check_constraint} is off. The names of indexes and constraints,
	 * and comments, are not compared.
	 * @return the table
	 * @throws TableMismatchException if they differ, or there is no such table; has a
	 * list of all differences
	 */
	Table<T> validate();

	/**
	 * Return the statements that bring the table to its type, as text for a migration of
	 * Flyway or Liquibase: they add columns, widen types, set defaults, and create
	 * indexes and constraints. Each makes one change that TiDB supports. Nothing is
	 * changed; {@link #migrate()} runs them.
	 * <p>
	 * A change that could lose data is only named, with the reason: another type that
	 * does not hold all values, {@code NOT NULL} for a column with NULL, a time to live
	 * for a table with rows. Columns, indexes and constraints that only the table has
	 * stay as they are. If there is no such table, the only statement is {@link #ddl()}.
	 * An index or a CHECK that the server cannot have is left out, except in
	 * {@link #strict()} operations.
	 * @return the statements, and the differences without a statement
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/sql-statement-alter-table/">ALTER TABLE</a>
	 */
	SchemaDiff diff();

	/**
	 * Run the statements of {@link #diff()}, one after another. If the table does not
	 * exist, create it, as {@link #create()} does. DDL is not transactional: if a
	 * statement fails, those before it remain, and {@code migrate()} can be called again.
	 * Rows may be written meanwhile, but not by two instances of this method at once.
	 * @return what remains after that: {@link SchemaDiff#isEmpty() empty} if the table is
	 * what the type describes, otherwise what would lose data
	 * @throws DataAccessException if the server rejects a statement, such as a unique
	 * index on equal values
	 */
	SchemaDiff migrate();

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
	 * Remove all rows at once. This is faster than {@link Table#deleteAll()}, and cannot
	 * be rolled back.
	 * @throws DataAccessException if there is no such table, or it has a full-text index
	 * and the server does not truncate such a table, as PingCAP documents for TiDB Cloud;
	 * {@link #recreate()} works there
	 */
	void truncate();

	/**
	 * Create an index that the type describes and the table does not have, such as a
	 * vector index on a table that was filled first, or on one that was created on a
	 * server that could not have it. If the property has several indexes, those are
	 * created that the table does not have.
	 * @param property the property with
	 * {@link io.github.tidbspring.client.annotation.VectorColumn},
	 * {@link io.github.tidbspring.client.annotation.FullTextColumn} or
	 * {@link io.github.tidbspring.client.annotation.TiDBIndex}, or the name of an index
	 * @throws IllegalArgumentException if the type has no such property and no index of
	 * that name, or describes no index on the property
	 * @throws DataAccessException if the server rejects it; for a vector or full-text
	 * index, the message has its requirements
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector
	 * search index</a>
	 */
	void createIndex(String property);

	/**
	 * Create a vector index that the table does not have, and let TiDB Cloud add the
	 * TiFlash replica that it needs ({@code ADD_COLUMNAR_REPLICA_ON_DEMAND}). On a
	 * self-managed TiDB, call {@link #setTiFlashReplicas(int)} first, and then
	 * {@link #createIndex(String)}.
	 * @param property the property with
	 * {@link io.github.tidbspring.client.annotation.VectorColumn}
	 * @throws IllegalArgumentException if its index is not a vector index
	 * @throws DataAccessException if the server rejects it; the message has the
	 * requirements of the index
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector
	 * search index</a>
	 */
	void createIndexWithReplica(String property);

	/**
	 * Drop the index on a property, also if it has another name; if it has several, all
	 * of them.
	 * @param property the property, or the name of an index that the type describes
	 * @throws IllegalArgumentException if the type has no such property and no index of
	 * that name, or describes no index on the property
	 * @throws DataAccessException if the table has no such index
	 */
	void dropIndex(String property);

	/**
	 * Set the number of copies that TiFlash keeps of the table. A vector index needs one
	 * before it is created; TiDB Cloud can add it, see
	 * {@link #createIndexWithReplica(String)}.
	 * @param replicas the number of replicas, 0 or more
	 * @throws IllegalArgumentException if the number is negative
	 * @throws IllegalStateException if the number is 0 and the table has any vector or
	 * full-text index: TiDB would accept that, and then fail to read the table. Drop the
	 * index first
	 * @throws DataAccessException if the cluster has fewer TiFlash servers
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/create-tiflash-replicas/">TiFlash
	 * replicas</a>
	 */
	void setTiFlashReplicas(int replicas);

}
