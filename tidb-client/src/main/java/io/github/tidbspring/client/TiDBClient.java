package io.github.tidbspring.client;

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
import io.github.tidbspring.client.table.Tables;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.Assert;

/**
 * A client for TiDB. Thread-safe; one for the whole application is enough.
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
 * Making a client connects to nothing: the first statement does. What goes wrong then is
 * a {@link TiDBConnectionException}, whose message says why and what to do. All else that
 * fails is Spring's {@link org.springframework.dao.DataAccessException}, with TiDB's own
 * error codes in their places.
 * <p>
 * Statements run in a running Spring transaction of the same {@code DataSource}, together
 * with those of a {@code JdbcTemplate}. {@link #inTransaction(Function)} begins one.
 *
 * @since 0.1
 */
public interface TiDBClient extends AutoCloseable {

	/**
	 * Start a statement. Its results are read into a type as a table reads them: points
	 * in time, which are in UTC, UUIDs, years, and vectors as {@code float[]}. A text
	 * with half a surrogate pair is no parameter.
	 * @param sql the statement; values are parameters, {@code ?} or {@code :name}
	 * @return Spring's own specification of a statement
	 * @see JdbcClient#sql(String)
	 */
	StatementSpec sql(String sql);

	/**
	 * Return the table of a type, whether or not it exists in the database yet.
	 * @param <T> the type of the rows
	 * @param type a record or bean, see {@link TiDBTable}
	 * @return the table
	 * @throws IllegalArgumentException if the type does not describe a table; names the
	 * class and the component
	 */
	<T> Table<T> table(Class<T> type);

	/**
	 * Return the tables of the current database, by name.
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
	 * this one, which it switches over and back: nobody's open work is cut. Inside a
	 * transaction on this client's {@code DataSource} it takes part in that, on the same
	 * connection, and its own transactions are such ones. {@link #close()} on it closes
	 * nothing. Its embedding function is that of this one.
	 * @param database the exact name of the database, without quotes; TiDB does not tell
	 * capital letters from small ones
	 * @return another client
	 * @throws IllegalArgumentException if it is no name, or one by which the driver or
	 * the server would reach another database, such as one in white space or quotes
	 */
	TiDBClient withDatabase(String database);

	/**
	 * Return a client whose tables make vectors from texts. It uses the connections of
	 * this one and takes part in its transactions, and {@link #close()} on it closes
	 * nothing.
	 * @param function makes the vectors of all tables that have no function of their own
	 * @return another client
	 * @see Table#withEmbeddingFunction(EmbeddingFunction)
	 */
	TiDBClient withEmbeddingFunction(EmbeddingFunction function);

	/**
	 * Return the client that runs the statements.
	 * @return Spring's client on this client's {@code DataSource}
	 */
	JdbcClient jdbcClient();

	/**
	 * Run work in a transaction, with the default options.
	 * @param work the work; its statements are those of the client that it is given
	 * @param <R> the type of the result
	 * @return the result of the work
	 * @see #inTransaction(TransactionOptions, Function)
	 */
	default <R extends @Nullable Object> R inTransaction(Function<? super TiDBClient, ? extends R> work) {
		return inTransaction(TransactionOptions.defaults(), work);
	}

	/**
	 * Run work in a transaction, on the calling thread. Whatever the work throws rolls it
	 * back, and reaches the caller. Work with checked exceptions is given as
	 * {@link org.springframework.util.function.ThrowingFunction#of(org.springframework.util.function.ThrowingFunction)
	 * ThrowingFunction.of(…)}, which wraps them in a {@code RuntimeException}.
	 * <p>
	 * Where a Spring transaction is running on the same {@code DataSource}, the work
	 * takes part in it and there is one attempt. Otherwise the work is retried, after a
	 * rollback and a delay, when it meets a conflict after which TiDB lets one do so: the
	 * errors 9007, 8028, 8022, 8005, 8002, 1213 and 1205; and for read-only or idempotent
	 * work also where a part of TiDB is busy or away: 9001 to 9005, 9012 and 9013. Each
	 * attempt but the last is rolled back; what the work changes outside of the database
	 * it changes each time. Let these errors leave the work: TiDB may have rolled back
	 * what it did so far. After the last attempt the last exception is thrown.
	 * @param options the options
	 * @param work the work; its statements are those of the client that it is given, and
	 * of all else that uses the {@code DataSource} on the same thread through Spring
	 * @param <R> the type of the result
	 * @return the result of the work
	 * @throws TransactionOutcomeUnknownException if the transaction may or may not have
	 * been committed; it is never retried then
	 * @throws org.springframework.transaction.IllegalTransactionStateException if a
	 * transaction is running that cannot have these options
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/transaction-overview/">TiDB's
	 * transactions</a>
	 */
	<R extends @Nullable Object> R inTransaction(TransactionOptions options,
			Function<? super TiDBClient, ? extends R> work);

	/**
	 * Run work without a result in a transaction, with the default options.
	 * @param work the work
	 * @see #inTransaction(TransactionOptions, Function)
	 */
	default void inTransactionWithoutResult(Consumer<? super TiDBClient> work) {
		inTransactionWithoutResult(TransactionOptions.defaults(), work);
	}

	/**
	 * Run work without a result in a transaction. Work with checked exceptions is given
	 * as
	 * {@link org.springframework.util.function.ThrowingConsumer#of(org.springframework.util.function.ThrowingConsumer)
	 * ThrowingConsumer.of(…)}.
	 * @param options the options
	 * @param work the work
	 * @see #inTransaction(TransactionOptions, Function)
	 */
	void inTransactionWithoutResult(TransactionOptions options, Consumer<? super TiDBClient> work);

	/**
	 * Return whether a transaction is running on the calling thread in which
	 * {@link #inTransaction(Function)} would take part, whoever began it.
	 * @return {@code true} if there is one
	 */
	boolean isInTransaction();

	/**
	 * Return where the connections come from: the {@code DataSource} that was given to
	 * {@link #create(DataSource)} or the builder, or the client's own pool.
	 * @return the {@code DataSource}
	 */
	DataSource dataSource();

	/**
	 * Ask the server what it is. Sends one statement each time.
	 * @return the answer, with how one connection reaches the server
	 * @throws TiDBConnectionException if a connection cannot be obtained
	 */
	ServerInfo serverInfo();

	/**
	 * Return whether the server has a capability. Its version decides where it can, and
	 * one statement asks for it each time. Otherwise the server is asked when this is
	 * first called, with up to three more queries that change nothing, and the answer is
	 * kept as long as the version stays the same. What cannot be found out is taken to be
	 * missing, without an exception.
	 * @param capability the capability
	 * @return {@code true} if the server is known to have it
	 * @throws TiDBConnectionException if a connection cannot be obtained
	 */
	boolean supports(Capability capability);

	/**
	 * Close the connection pool if this client made it; a {@code DataSource} that was
	 * given to the client stays open.
	 */
	@Override
	void close();

	/**
	 * Make a client for a database URL. The client has a connection pool of its own.
	 * @param databaseUrl the URL, such as
	 * {@code mysql://user:password@host:4000/database}; see
	 * {@link ConnectionSettings.Builder#databaseUrl(String)}
	 * @return a client
	 * @throws InvalidConnectionSettingException if the URL cannot be used
	 */
	static TiDBClient create(String databaseUrl) {
		return builder(ConnectionSettings.of(databaseUrl)).build();
	}

	/**
	 * Make a client on a {@code DataSource} that exists. {@link #close()} leaves it open.
	 * @param dataSource where the connections come from
	 * @return a client
	 */
	static TiDBClient create(DataSource dataSource) {
		return builder(dataSource).build();
	}

	/**
	 * Describe a client with a connection pool of its own, the connection first:
	 *
	 * <pre class="code">
	 * TiDBClient tidb = TiDBClient.builder((connection) -&gt; connection.host("db.example.com").username("app"))
	 *     .embeddingFunction(model)
	 *     .build();
	 * </pre>
	 * @param connection describes the connection, beginning with the defaults of
	 * {@link ConnectionSettings#builder()}; called once, at once
	 * @return a builder
	 * @throws InvalidConnectionSettingException if something of the connection cannot be
	 * used
	 */
	static Builder builder(Consumer<ConnectionSettings.Builder> connection) {
		Assert.notNull(connection, "'connection' must not be null");
		ConnectionSettings.Builder settings = ConnectionSettings.builder();
		connection.accept(settings);
		return builder(settings.build());
	}

	/**
	 * Describe a client with a connection pool of its own.
	 * @param settings where the pool connects, and how
	 * @return a builder; each client that it makes has its own pool
	 */
	static Builder builder(ConnectionSettings settings) {
		Assert.notNull(settings, "'settings' must not be null");
		return new DefaultTiDBClientBuilder(settings);
	}

	/**
	 * Describe a client on a {@code DataSource} that exists, instead of a pool of the
	 * client's own. {@link #close()} leaves it open.
	 * @param dataSource where the connections come from
	 * @return a builder
	 */
	static Builder builder(DataSource dataSource) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		return new DefaultTiDBClientBuilder(dataSource);
	}

	/**
	 * Describes what a client does with its connections; where they come from was said
	 * when the builder was made. Not for others to implement.
	 */
	interface Builder {

		/**
		 * Put something between the client and its connections that sees each statement:
		 * a tracer, a recorder. {@link TiDBClient#dataSource()} then leads through it. A
		 * pool of the client's own is still closed with the client. Around a
		 * {@code DataSource} that was given, Spring transactions remain shared with all
		 * that use it; a statement in a transaction that another of them began runs on
		 * that one's connection, past the decorator.
		 * @param decorator wraps the pool, or the {@code DataSource} that was given
		 * @return this builder
		 */
		Builder decorateDataSource(UnaryOperator<DataSource> decorator);

		/**
		 * Set what makes vectors from texts, for all tables that have no function of
		 * their own.
		 * @param function makes the vectors
		 * @return this builder
		 */
		Builder embeddingFunction(EmbeddingFunction function);

		/**
		 * Set what puts the results of searches in order that ask for it without naming a
		 * reranker.
		 * @param reranker the reranker
		 * @return this builder
		 */
		Builder reranker(Reranker reranker);

		/**
		 * Set what writes and reads the values of JSON columns, and what they are
		 * compared with in filters. The default is Jackson's, with the modules that are
		 * on the class path. Its configuration is copied; a later change of it is not
		 * seen.
		 * @param mapper the mapper
		 * @return this builder
		 * @see io.github.tidbspring.client.annotation.JsonColumn
		 */
		Builder jsonMapper(JsonMapper mapper);

		/**
		 * Store the values of a type of one's own in columns of another type. By default
		 * there is no converter.
		 * @param converter the converter, the only one for its Java type
		 * @return this builder
		 * @throws IllegalArgumentException if there is one for its Java type already, its
		 * Java type is one that columns have, or its column's type is not
		 */
		Builder columnConverter(ColumnConverter<?, ?> converter);

		/**
		 * Set what searches, batches and transactions are observed with. The default is
		 * not to.
		 * @param registry the registry
		 * @return this builder
		 * @see io.github.tidbspring.client.observation.TiDBObservation
		 */
		Builder observationRegistry(ObservationRegistry registry);

		/**
		 * Set the names and keys of observations. The default is those that the registry
		 * has, or else the documented ones.
		 * @param convention the convention
		 * @return this builder
		 * @see io.github.tidbspring.client.observation.TiDBObservation
		 */
		Builder observationConvention(TiDBObservationConvention convention);

		/**
		 * Set what runs the application's transactions on this {@code DataSource}. The
		 * outermost {@link TiDBClient#inTransaction(Function)} is begun with it, so that
		 * repositories and everything else that takes part in its transactions can be
		 * used in the work; all that {@link TransactionOptions} say holds with it. The
		 * default is a manager of the client's own, for JDBC.
		 * <p>
		 * A manager of JDBC or JPA whose {@code DataSource} is the client's can be given,
		 * one of JTA cannot: TiDB has no XA. In Spring Boot the client gets it by itself.
		 * @param transactionManager gives the manager, or {@code null} for the client's
		 * own; asked once, when the first transaction is to begin
		 * @return this builder
		 */
		Builder transactionManager(Supplier<? extends @Nullable PlatformTransactionManager> transactionManager);

		/**
		 * Make the client. Connects to nothing.
		 * @return a client
		 * @throws InvalidConnectionSettingException if a setting of the pool cannot be
		 * used
		 */
		TiDBClient build();

	}

}
