package io.github.tidbspring.client;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.github.tidbspring.client.annotation.ColumnConverter;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import io.github.tidbspring.client.observation.TiDBObservationConvention;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.table.TableDefinition;
import io.github.tidbspring.client.table.Tables;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.Assert;

/**
 * A client for TiDB. Thread-safe: one instance is sufficient for an application. Not
 * intended to be implemented by applications.
 *
 * <pre class="code">
 * try (TiDBClient tidb = TiDBClient.create("mysql://root:@127.0.0.1:4000/test")) {
 *     List&lt;Note&gt; notes = tidb.sql("SELECT id, title FROM notes WHERE lang = :lang")
 *         .param("lang", "en")
 *         .query(Note.class)
 *         .list();
 * }
 * </pre>
 *
 * A client connects when its first statement is executed. If that fails, it throws a
 * {@link TiDBConnectionException}, whose message contains the reason and a remedy. All
 * other failures are {@link org.springframework.dao.DataAccessException}s of Spring, to
 * which TiDB's error codes are translated.
 * <p>
 * Statements take part in an active Spring transaction on the same {@code DataSource},
 * together with those of a {@code JdbcTemplate}. {@link #inTransaction(Function)} begins
 * one.
 *
 * @since 0.1
 */
public interface TiDBClient extends AutoCloseable {

	/**
	 * Create a statement. Its results are mapped to a type as those of tables: points in
	 * time in UTC, UUIDs, years, vectors as {@code float[]}, and JSON as maps, lists,
	 * records and beans. A vector as a parameter is a
	 * {@link io.github.tidbspring.client.vector.SqlVectorValue}. A parameter with an
	 * unpaired surrogate is rejected.
	 * @param sql the statement; values are parameters, {@code ?} or {@code :name}
	 * @return Spring's specification of a statement
	 * @see JdbcClient#sql(String)
	 */
	StatementSpec sql(String sql);

	/**
	 * Return the mapper that {@link #sql(String)} maps results to a type with, for use
	 * with a {@code JdbcTemplate}, Spring Boot's {@code JdbcClient} or Spring Data JDBC.
	 * {@link Table#rowMapper()} maps whole rows of a table.
	 *
	 * <pre class="code">
	 * List&lt;NearNote&gt; near = jdbcTemplate.query(sql, tidb.rowMapper(NearNote.class), SqlVectorValue.of(vector));
	 * </pre>
	 * @param <T> the type of the results
	 * @param type a record or bean whose properties are named like the columns, or the
	 * type of a single column
	 * @return the mapper, which is thread-safe; its result is {@code null} only for a
	 * single column that is NULL
	 */
	<T> RowMapper<@Nullable T> rowMapper(Class<T> type);

	/**
	 * Return the table of a type. It need not exist in the database.
	 * @param <T> the type of the rows
	 * @param type a record, a bean, or a type with a constructor, see {@link TiDBTable}
	 * @return the table
	 * @throws IllegalArgumentException if the type does not describe a table; the message
	 * names the class and the component
	 */
	<T> Table<T> table(Class<T> type);

	/**
	 * Return a table that a type describes, with another name than that of the type: one
	 * of several tables with the same columns, such as one for each tenant.
	 * @param <T> the type of the rows
	 * @param type a record, a bean, or a type with a constructor, see {@link TiDBTable}
	 * @param name the name of the table, not quoted
	 * @return the table
	 * @throws IllegalArgumentException if the type does not describe a table, or TiDB
	 * does not accept the name
	 */
	<T> Table<T> table(Class<T> type, String name);

	/**
	 * Return a table whose columns are known at run time. Its rows are maps from the
	 * names of the columns to their values. It need not exist in the database, and may
	 * have more columns there that need no value.
	 *
	 * <pre class="code">
	 * Table&lt;Map&lt;String, &#64;Nullable Object&gt;&gt; notes = tidb.table("notes", (columns) -&gt; columns
	 *     .autoRandomKey("id")
	 *     .column("title", String.class)
	 *     .vectorColumn("embedding", 384, (vector) -&gt; vector.index()));
	 * </pre>
	 *
	 * A row that is written may lack columns, which are then {@code null}, and it has no
	 * other keys. A column may be written in any case. Values are checked as those of
	 * records are; a row that comes back is a new map, which can be changed, with all
	 * columns in their order.
	 * @param name the name of the table, not quoted
	 * @param columns describes the columns; called once, before this method returns
	 * @return the table; a new one for each call, to be kept
	 * @throws IllegalArgumentException if the definition is not consistent, or TiDB does
	 * not accept a name in it
	 * @see Tables#open(String)
	 */
	Table<Map<String, @Nullable Object>> table(String name, Consumer<TableDefinition.Builder> columns);

	/**
	 * Return the tables of the current database.
	 * @return the tables
	 */
	Tables tables();

	/**
	 * Return the databases of the server.
	 * @return the databases
	 */
	Databases databases();

	/**
	 * Return a client for another database of the same server. It uses the connections of
	 * this client, and switches their current database for the time of use. It takes part
	 * in transactions on this client's {@code DataSource}, on the same connection, and
	 * its own transactions are transactions on that {@code DataSource}. {@link #close()}
	 * on it has no effect. It has the embedding function of this client.
	 * @param database the exact name of the database, without quotes; TiDB ignores case
	 * @return another client
	 * @throws IllegalArgumentException if the name is not valid, or the driver or the
	 * server would use another database for it, such as for white space or quotes around
	 * a name
	 */
	TiDBClient withDatabase(String database);

	/**
	 * Return a client with another embedding function. It uses the connections of this
	 * client and takes part in its transactions. {@link #close()} on it has no effect.
	 * @param function embeds the texts of all tables without a function of their own
	 * @return another client
	 * @see Table#withEmbeddingFunction(EmbeddingFunction)
	 */
	TiDBClient withEmbeddingFunction(EmbeddingFunction function);

	/**
	 * Return Spring's client for statements.
	 * @return Spring's client on this client's {@code DataSource}
	 */
	JdbcClient jdbcClient();

	/**
	 * Execute work in a transaction with the default options.
	 * @param work the work; its parameter is this client
	 * @param <R> the type of the result
	 * @return the result of the work
	 * @see #inTransaction(TransactionOptions, Function)
	 */
	default <R extends @Nullable Object> R inTransaction(Function<? super TiDBClient, ? extends R> work) {
		return inTransaction(TransactionOptions.defaults(), work);
	}

	/**
	 * Execute work in a transaction, on the calling thread. Each exception of the work
	 * causes a rollback and is propagated. Work with checked exceptions can be passed as
	 * {@link org.springframework.util.function.ThrowingFunction#of(org.springframework.util.function.ThrowingFunction)
	 * ThrowingFunction.of(…)}, which wraps them in a {@code RuntimeException}.
	 * <p>
	 * If a Spring transaction is active on the same {@code DataSource}, the work takes
	 * part in it, and there is one attempt. Otherwise the work is retried, after a
	 * rollback and a delay, if it fails with a conflict after which TiDB allows a retry:
	 * the errors 9007, 8028, 8022, 8005, 8002, 1213 and 1205; for read-only or idempotent
	 * work also if a part of TiDB is busy or unavailable: 9001 to 9005, 9012 and 9013.
	 * Each attempt except the last is rolled back; changes of the work outside of the
	 * database are made in each attempt. The work must not catch these errors: TiDB may
	 * have rolled back its previous statements. After the last attempt, the last
	 * exception is thrown.
	 * @param options the options
	 * @param work the work; its parameter is this client. Other code that uses the
	 * {@code DataSource} through Spring on the same thread takes part too
	 * @param <R> the type of the result
	 * @return the result of the work
	 * @throws TransactionOutcomeUnknownException if the outcome of COMMIT is unknown; the
	 * work is not retried then
	 * @throws org.springframework.transaction.IllegalTransactionStateException if the
	 * active transaction cannot have these options
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/transaction-overview/">TiDB's
	 * transactions</a>
	 */
	<R extends @Nullable Object> R inTransaction(TransactionOptions options,
			Function<? super TiDBClient, ? extends R> work);

	/**
	 * Execute work without a result in a transaction with the default options.
	 * @param work the work
	 * @see #inTransaction(TransactionOptions, Function)
	 */
	default void inTransactionWithoutResult(Consumer<? super TiDBClient> work) {
		inTransactionWithoutResult(TransactionOptions.defaults(), work);
	}

	/**
	 * Execute work without a result in a transaction. Work with checked exceptions can be
	 * passed as
	 * {@link org.springframework.util.function.ThrowingConsumer#of(org.springframework.util.function.ThrowingConsumer)
	 * ThrowingConsumer.of(…)}.
	 * @param options the options
	 * @param work the work
	 * @see #inTransaction(TransactionOptions, Function)
	 */
	void inTransactionWithoutResult(TransactionOptions options, Consumer<? super TiDBClient> work);

	/**
	 * Return whether a transaction is active on the calling thread in which
	 * {@link #inTransaction(Function)} would take part.
	 * @return {@code true} if there is one, of this client or of the application
	 */
	boolean isInTransaction();

	/**
	 * Return the source of the connections: the {@code DataSource} that was passed to
	 * {@link #create(DataSource)} or the builder, or the client's own pool.
	 * @return the {@code DataSource}
	 */
	DataSource dataSource();

	/**
	 * Return the version of the server and the TLS properties of a connection to it.
	 * Executes one statement for each call.
	 * @return the server and the connection
	 * @throws TiDBConnectionException if a connection cannot be obtained
	 */
	ServerInfo serverInfo();

	/**
	 * Return whether the server has a capability. Each call executes one statement to
	 * read the version. If the version does not determine the capability, the first call
	 * executes up to three further statements without side effects, and the result is
	 * cached until the version changes. If the detection fails, the result is
	 * {@code false}.
	 * @param capability the capability
	 * @return {@code true} if the server is known to have the capability
	 * @throws TiDBConnectionException if a connection cannot be obtained
	 */
	boolean supports(Capability capability);

	/**
	 * Close the client's own connection pool. A {@code DataSource} that was passed to the
	 * client stays open.
	 */
	@Override
	void close();

	/**
	 * Create a client with its own connection pool from a database URL.
	 * @param databaseUrl the URL, such as
	 * {@code mysql://user:password@host:4000/database}; see
	 * {@link ConnectionSettings.Builder#databaseUrl(String)}
	 * @return a client
	 * @throws InvalidConnectionSettingException if the URL is invalid
	 */
	static TiDBClient create(String databaseUrl) {
		return builder(ConnectionSettings.of(databaseUrl)).build();
	}

	/**
	 * Create a client on an existing {@code DataSource}, which {@link #close()} does not
	 * close.
	 * @param dataSource the source of the connections
	 * @return a client
	 */
	static TiDBClient create(DataSource dataSource) {
		return builder(dataSource).build();
	}

	/**
	 * Return a builder of a client with its own connection pool:
	 *
	 * <pre class="code">
	 * TiDBClient tidb = TiDBClient.builder((connection) -&gt; connection.host("db.example.com").username("app"))
	 *     .embeddingFunction(model)
	 *     .build();
	 * </pre>
	 * @param connection sets the connection, starting with the defaults of
	 * {@link ConnectionSettings#builder()}; called once, before this method returns
	 * @return a builder
	 * @throws InvalidConnectionSettingException if a connection setting is invalid
	 */
	static Builder builder(Consumer<ConnectionSettings.Builder> connection) {
		Assert.notNull(connection, "'connection' must not be null");
		ConnectionSettings.Builder settings = ConnectionSettings.builder();
		connection.accept(settings);
		return builder(settings.build());
	}

	/**
	 * Return a builder of a client with its own connection pool.
	 * @param settings the connection settings of the pool
	 * @return a builder; each client that it creates has its own pool
	 */
	static Builder builder(ConnectionSettings settings) {
		Assert.notNull(settings, "'settings' must not be null");
		return new DefaultTiDBClientBuilder(settings);
	}

	/**
	 * Return a builder of a client on an existing {@code DataSource}, which
	 * {@link #close()} does not close.
	 * @param dataSource the source of the connections
	 * @return a builder
	 */
	static Builder builder(DataSource dataSource) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		return new DefaultTiDBClientBuilder(dataSource);
	}

	/**
	 * A builder of a client. The source of the connections is determined when the builder
	 * is created. Not thread-safe. Not intended to be implemented by applications.
	 */
	interface Builder {

		/**
		 * Decorate the {@code DataSource} of the client, for example for tracing or
		 * recording of statements. {@link TiDBClient#dataSource()} returns the decorated
		 * one. The client's own pool is still closed with the client. A decorated
		 * existing {@code DataSource} shares its Spring transactions with its other
		 * users; in a transaction that another user began, the client uses that
		 * connection, which is not decorated.
		 * @param decorator wraps the pool or the existing {@code DataSource}
		 * @return this builder
		 */
		Builder decorateDataSource(UnaryOperator<DataSource> decorator);

		/**
		 * Set the embedding function of all tables without a function of their own. By
		 * default there is none.
		 * @param function the embedding function
		 * @return this builder
		 */
		Builder embeddingFunction(EmbeddingFunction function);

		/**
		 * Set the reranker of searches that request reranking without a reranker of their
		 * own. By default there is none.
		 * @param reranker the reranker
		 * @return this builder
		 */
		Builder reranker(Reranker reranker);

		/**
		 * Set the mapper of the values of JSON columns, including values in filters. By
		 * default it is a mapper with the modules on the class path.
		 * @param mapper the mapper; its configuration is copied, and later changes of it
		 * have no effect
		 * @return this builder
		 * @see io.github.tidbspring.client.annotation.JsonColumn
		 */
		Builder jsonMapper(JsonMapper mapper);

		/**
		 * Add a converter, which stores the values of a Java type in columns of another
		 * type. By default there is none.
		 * @param converter the converter
		 * @return this builder
		 * @throws IllegalArgumentException if there is already a converter for its Java
		 * type, columns support its Java type directly, or do not support its column type
		 */
		Builder columnConverter(ColumnConverter<?, ?> converter);

		/**
		 * Set the registry of the observations of searches, batches and transactions. By
		 * default there are no observations.
		 * @param registry the registry
		 * @return this builder
		 * @see io.github.tidbspring.client.observation.TiDBObservation
		 */
		Builder observationRegistry(ObservationRegistry registry);

		/**
		 * Set the names and keys of observations. The default is the convention of the
		 * registry, if it has one, or the documented names and keys.
		 * @param convention the convention
		 * @return this builder
		 * @see io.github.tidbspring.client.observation.TiDBObservation
		 */
		Builder observationConvention(TiDBObservationConvention convention);

		/**
		 * Set the transaction manager of the application for this {@code DataSource}. The
		 * outermost {@link TiDBClient#inTransaction(Function)} begins its transaction
		 * with it, so that the work can use repositories and all other code that takes
		 * part in its transactions. All {@link TransactionOptions} apply. The default is
		 * the client's own manager, for JDBC.
		 * <p>
		 * The manager must be one for JDBC or JPA with the {@code DataSource} of the
		 * client. JTA is not supported, since TiDB has no XA. With Spring Boot, the
		 * manager is set automatically.
		 * @param transactionManager returns the manager, or {@code null} for the client's
		 * own; called once, before the first transaction
		 * @return this builder
		 */
		Builder transactionManager(Supplier<? extends @Nullable PlatformTransactionManager> transactionManager);

		/**
		 * Create the client. Does not connect.
		 * @return a client
		 * @throws InvalidConnectionSettingException if a setting of the pool is invalid
		 */
		TiDBClient build();

	}

}
