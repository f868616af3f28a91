package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.sql.DataSource;

import io.github.tidbspring.client.connection.ConnectionFailure;
import io.github.tidbspring.client.internal.transaction.NetworkTimeout;
import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.InvalidResultSetAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterDisposer;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The {@code JdbcTemplate} of a client. It prepares each statement as a
 * {@link ClientStatement}; failures of a stream are translated as those of a list; in a
 * transaction with a timeout, the connection has a network timeout, even if the
 * application began the transaction.
 */
final class ClientJdbcTemplate extends JdbcTemplate {

	private final FirstUse firstUse;

	/**
	 * The network timeout of the current statement. The shared template has no query
	 * timeout, and so never sets this.
	 */
	private @Nullable NetworkTimeout bounded;

	private boolean beginning;

	ClientJdbcTemplate(DataSource dataSource, FirstUse firstUse) {
		super(dataSource, true);
		this.firstUse = firstUse;
		setExceptionTranslator(new TiDBExceptionTranslator());
	}

	/**
	 * Return a template for one statement, which can have its own settings.
	 */
	ClientJdbcTemplate forOneStatement() {
		DataSource dataSource = super.obtainDataSource();
		ClientJdbcTemplate template = new ClientJdbcTemplate(dataSource, this.firstUse);
		template.setDataSource(new BoundedDataSource(dataSource, template::bound));
		template.setExceptionTranslator(getExceptionTranslator());
		return template;
	}

	@Override
	public <T extends @Nullable Object> T execute(ConnectionCallback<T> action) {
		return super.execute((ConnectionCallback<T>) (connection) -> action.doInConnection(prepare(connection)));
	}

	@Override
	public <T extends @Nullable Object> T execute(PreparedStatementCreator psc, PreparedStatementCallback<T> action) {
		return super.execute(creator(psc), action);
	}

	@Override
	public <T extends @Nullable Object> T execute(String sql, PreparedStatementCallback<T> action) {
		return super.execute(new Creator((connection) -> connection.prepareStatement(sql), sql, this), action);
	}

	@Override
	public <T extends @Nullable Object> T query(PreparedStatementCreator psc, @Nullable PreparedStatementSetter pss,
			ResultSetExtractor<T> rse) {
		return super.query(creator(psc), pss, rse);
	}

	@Override
	public <T extends @Nullable Object> Stream<T> queryForStream(String sql, RowMapper<T> rowMapper) {
		return translating(sql, super.queryForStream(sql, rowMapper));
	}

	@Override
	public <T extends @Nullable Object> Stream<T> queryForStream(PreparedStatementCreator psc,
			@Nullable PreparedStatementSetter pss, RowMapper<T> rowMapper) {
		Creator creator = creator(psc);
		return translating(creator.getSql(), super.queryForStream(creator, pss, rowMapper));
	}

	@Override
	protected int update(PreparedStatementCreator psc, @Nullable PreparedStatementSetter pss) {
		return super.update(creator(psc), pss);
	}

	@Override
	public int update(PreparedStatementCreator psc, KeyHolder generatedKeyHolder) {
		return super.update(creator(psc), generatedKeyHolder);
	}

	private Creator creator(PreparedStatementCreator psc) {
		return new Creator(psc, (psc instanceof SqlProvider provider) ? provider.getSql() : null, this);
	}

	private Connection prepare(Connection connection) {
		this.firstUse.check(connection);
		return ClientStatement.on(connection);
	}

	/**
	 * The pool's lazy proxy may obtain the connection with the first statement only.
	 */
	@Override
	protected DataAccessException translateException(String task, @Nullable String sql, SQLException ex) {
		ConnectionFailure failure = ConnectionFailure.find(ex);
		return (failure != null) ? new TiDBConnectionException(failure, ex) : super.translateException(task, sql, ex);
	}

	/**
	 * Called before any work on a connection: early enough for the network timeout to
	 * apply also to the preparation of a statement on the server, and to a change of the
	 * database.
	 */
	@Override
	protected DataSource obtainDataSource() {
		DataSource dataSource = super.obtainDataSource();
		if (TransactionSynchronizationManager.isSynchronizationActive()
				&& DatabaseDataSource.resource(dataSource) instanceof ConnectionHolder holder) {
			if (holder.hasTimeout()) {
				boundUntilCompletion(holder);
			}
			else {
				NetworkTimeout timeout = bound(holder.getConnection());
				if (timeout != null) {
					// For a stream that is never closed.
					afterCompletion(timeout::restore);
				}
			}
		}
		return dataSource;
	}

	private @Nullable NetworkTimeout bound(Connection connection) {
		NetworkTimeout timeout = (getQueryTimeout() > 0)
				? NetworkTimeout.bound(connection, Duration.ofSeconds(getQueryTimeout())) : null;
		this.bounded = (timeout != null) ? timeout : this.bounded;
		return timeout;
	}

	private static void boundUntilCompletion(ConnectionHolder holder) {
		if (TransactionSynchronizationManager.hasResource(holder)) {
			return;
		}
		NetworkTimeout timeout = NetworkTimeout.bound(holder.getConnection(),
				Duration.ofMillis(holder.getTimeToLiveInMillis()));
		if (timeout != null) {
			TransactionSynchronizationManager.bindResource(holder, timeout);
			afterCompletion(() -> {
				TransactionSynchronizationManager.unbindResourceIfPossible(holder);
				timeout.restore();
			});
		}
	}

	private static void afterCompletion(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				action.run();
			}

		});
	}

	/**
	 * Spring calls this when it releases a connection, also after a failed preparation.
	 * In a transaction the connection stays in use, without this network timeout.
	 */
	@Override
	public @Nullable DataSource getDataSource() {
		if (this.bounded != null && !this.beginning) {
			this.bounded.restore();
			this.bounded = null;
		}
		return super.getDataSource();
	}

	/** Spring calls {@link #getDataSource()} here too, before the execution. */
	@Override
	protected void applyStatementSettings(Statement stmt) throws SQLException {
		this.beginning = true;
		try {
			super.applyStatementSettings(stmt);
		}
		finally {
			this.beginning = false;
		}
	}

	private <T extends @Nullable Object> Stream<T> translating(@Nullable String sql, Stream<T> rows) {
		return StreamSupport.stream(new TranslatingSpliterator<>(rows.spliterator(), sql), false).onClose(rows::close);
	}

	/**
	 * Creates a statement on a connection whose statements are those of the client.
	 */
	private record Creator(PreparedStatementCreator creator, @Nullable String sql,
			ClientJdbcTemplate template) implements PreparedStatementCreator, SqlProvider, ParameterDisposer {

		@Override
		public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
			return this.creator.createPreparedStatement(this.template.prepare(connection));
		}

		@Override
		public @Nullable String getSql() {
			return this.sql;
		}

		@Override
		public void cleanupParameters() {
			if (this.creator instanceof ParameterDisposer disposer) {
				disposer.cleanupParameters();
			}
		}

	}

	/** Spring reports only that the result set cannot be accessed. */
	private final class TranslatingSpliterator<T extends @Nullable Object> extends Spliterators.AbstractSpliterator<T> {

		private final Spliterator<T> rows;

		private final @Nullable String sql;

		TranslatingSpliterator(Spliterator<T> rows, @Nullable String sql) {
			super(Long.MAX_VALUE, Spliterator.ORDERED);
			this.rows = rows;
			this.sql = sql;
		}

		@Override
		public boolean tryAdvance(Consumer<? super T> action) {
			try {
				return this.rows.tryAdvance(action);
			}
			catch (InvalidResultSetAccessException ex) {
				SQLException cause = ex.getSQLException();
				throw (cause != null) ? translateException("Reading a stream", this.sql, cause) : ex;
			}
		}

	}

}
