package io.github.tidbspring.client;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.internal.session.ClientSession;
import io.github.tidbspring.client.internal.session.ServerProbe;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.table.DefaultTables;
import io.github.tidbspring.client.internal.transaction.Transactions;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.table.TableDefinition;
import io.github.tidbspring.client.table.Tables;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.Assert;

/**
 * The client: Spring's {@link JdbcClient} on a {@code DataSource}, and features of TiDB.
 */
final class DefaultTiDBClient implements TiDBClient {

	private final DataSource dataSource;

	private final DataSource transactional;

	private final FirstUse firstUse;

	private final @Nullable ConnectionSettings settings;

	private final Runnable closing;

	private final ClientJdbcTemplate jdbcTemplate;

	private final ClientJdbcClient jdbcClient;

	private final Transactions transactions;

	private final DefaultTables tables;

	private final ClientOptions options;

	private final ServerProbe serverProbe;

	DefaultTiDBClient(DataSource dataSource, @Nullable ConnectionSettings settings, ClientOptions options,
			Runnable closing) {
		this(dataSource, dataSource, new FirstUse(dataSource), settings, options, closing);
	}

	/**
	 * Create a client. Its statements take part in the transactions of
	 * {@code transactional}, which may be another {@code DataSource} than theirs.
	 */
	private DefaultTiDBClient(DataSource dataSource, DataSource transactional, FirstUse firstUse,
			@Nullable ConnectionSettings settings, ClientOptions options, Runnable closing) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		this.dataSource = dataSource;
		this.transactional = transactional;
		this.settings = settings;
		this.options = options;
		this.closing = closing;
		DataSource connections = ExplainingDataSource.of(dataSource, settings);
		this.firstUse = firstUse;
		this.jdbcTemplate = new ClientJdbcTemplate(connections, firstUse);
		this.jdbcClient = new ClientJdbcClient(this.jdbcTemplate, options.schemas().types());
		this.serverProbe = new ServerProbe(this.jdbcTemplate);
		this.transactions = new Transactions(
				(transactional == dataSource) ? connections : ExplainingDataSource.of(transactional, settings),
				options.observations(), options.transactionManager());
		this.tables = new DefaultTables(new ClientSession(this.jdbcTemplate, this.transactions,
				options.embeddingFunction(), options.reranker(), options.schemas(), options.observations()));
	}

	@Override
	public StatementSpec sql(String sql) {
		return this.jdbcClient.sql(sql);
	}

	@Override
	public <T> RowMapper<@Nullable T> rowMapper(Class<T> type) {
		return this.jdbcClient.mapper(type);
	}

	@Override
	public JdbcClient jdbcClient() {
		return this.jdbcClient;
	}

	@Override
	public <R extends @Nullable Object> R inTransaction(TransactionOptions options,
			Function<? super TiDBClient, ? extends R> work) {
		Assert.notNull(work, "'work' must not be null");
		return this.transactions.<R>run(options, () -> work.apply(this));
	}

	@Override
	public void inTransactionWithoutResult(TransactionOptions options, Consumer<? super TiDBClient> work) {
		Assert.notNull(work, "'work' must not be null");
		this.transactions.run(options, () -> {
			work.accept(this);
			return this;
		});
	}

	@Override
	public boolean isInTransaction() {
		return this.transactions.isRunning();
	}

	@Override
	public DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public <T> Table<T> table(Class<T> type) {
		return this.tables.table(type);
	}

	@Override
	public <T> Table<T> table(Class<T> type, String name) {
		return this.tables.table(type, name);
	}

	@Override
	public Table<Map<String, @Nullable Object>> table(String name, Consumer<TableDefinition.Builder> columns) {
		return this.tables.table(name, columns);
	}

	@Override
	public Tables tables() {
		return this.tables;
	}

	@Override
	public Databases databases() {
		return new DefaultDatabases(this.jdbcTemplate);
	}

	@Override
	public TiDBClient withDatabase(String database) {
		DataSource target = DecoratedDataSource.withoutTransactionProxy(this.transactional);
		return new DefaultTiDBClient(new DatabaseDataSource(target, Identifier.ofDatabase(database)), target,
				this.firstUse, this.settings, this.options, () -> {
				});
	}

	@Override
	public TiDBClient withEmbeddingFunction(EmbeddingFunction function) {
		Assert.notNull(function, "'function' must not be null");
		return new DefaultTiDBClient(this.dataSource, this.transactional, this.firstUse, this.settings,
				this.options.withEmbeddingFunction(function), () -> {
				});
	}

	@Override
	public ServerInfo serverInfo() {
		return this.serverProbe.info();
	}

	@Override
	public boolean supports(Capability capability) {
		return this.serverProbe.supports(capability);
	}

	@Override
	public void close() {
		this.closing.run();
	}

	@Override
	public String toString() {
		return "TiDBClient" + ((this.settings != null) ? " for " + this.settings : "");
	}

}
