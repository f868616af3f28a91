package io.github.tidbspring.client;

import java.sql.Connection;
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
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The {@code JdbcTemplate} of a client. A stream that breaks throws what a list would,
 * and a transaction that has a timeout bounds its connection too, whoever began it.
 */
final class ClientJdbcTemplate extends PreparingJdbcTemplate {

	private static final String TASK = "Reading a stream";

	/** Of the statement that runs: a template for all has no query timeout. */
	private @Nullable NetworkTimeout bounded;

	private boolean beginning;

	ClientJdbcTemplate(DataSource dataSource, FirstUse firstUse) {
		super(dataSource, firstUse);
		setExceptionTranslator(new TiDBExceptionTranslator());
	}

	/**
	 * Return a template for one statement, which may have settings of its own.
	 */
	ClientJdbcTemplate forOneStatement() {
		DataSource dataSource = super.obtainDataSource();
		ClientJdbcTemplate template = new ClientJdbcTemplate(dataSource, firstUse());
		template.setDataSource(new BoundedDataSource(dataSource, template::bound));
		template.setExceptionTranslator(getExceptionTranslator());
		return template;
	}

	/**
	 * A connection that a proxy of the pool fetches late may be missing only here.
	 */
	@Override
	protected DataAccessException translateException(String task, @Nullable String sql, SQLException ex) {
		ConnectionFailure failure = ConnectionFailure.find(ex);
		return (failure != null) ? new TiDBConnectionException(failure, ex) : super.translateException(task, sql, ex);
	}

	/**
	 * Called before anything is done on a connection. That is early enough to bound also
	 * what prepares a statement on the server, and what changes the database.
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
				boundUntilRelease(holder.getConnection());
			}
		}
		return dataSource;
	}

	private void boundUntilRelease(Connection connection) {
		NetworkTimeout timeout = bound(connection);
		if (timeout != null) {
			// A stream that nobody closes.
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int status) {
					timeout.restore();
				}

			});
		}
	}

	private @Nullable NetworkTimeout bound(Connection connection) {
		NetworkTimeout timeout = (getQueryTimeout() > 0)
				? NetworkTimeout.bound(connection, Duration.ofSeconds(getQueryTimeout())) : null;
		this.bounded = (timeout != null) ? timeout : this.bounded;
		return timeout;
	}

	/**
	 * Called where Spring releases a connection, also after a statement that could not
	 * even be prepared. A transaction keeps the connection: it goes on as it was.
	 */
	@Override
	public @Nullable DataSource getDataSource() {
		if (this.bounded != null && !this.beginning) {
			this.bounded.restore();
			this.bounded = null;
		}
		return super.getDataSource();
	}

	/** The other place where Spring asks for it. */
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

	private static void boundUntilCompletion(ConnectionHolder holder) {
		if (TransactionSynchronizationManager.hasResource(holder)) {
			return;
		}
		NetworkTimeout timeout = NetworkTimeout.bound(holder.getConnection(),
				Duration.ofMillis(holder.getTimeToLiveInMillis()));
		if (timeout != null) {
			TransactionSynchronizationManager.bindResource(holder, timeout);
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int status) {
					TransactionSynchronizationManager.unbindResourceIfPossible(holder);
					timeout.restore();
				}

			});
		}
	}

	@Override
	public <T extends @Nullable Object> Stream<T> queryForStream(String sql, RowMapper<T> rowMapper) {
		return translating(sql, super.queryForStream(sql, rowMapper));
	}

	@Override
	public <T extends @Nullable Object> Stream<T> queryForStream(PreparedStatementCreator psc, RowMapper<T> rowMapper) {
		return queryForStream(psc, null, rowMapper);
	}

	@Override
	public <T extends @Nullable Object> Stream<T> queryForStream(PreparedStatementCreator psc,
			@Nullable PreparedStatementSetter pss, RowMapper<T> rowMapper) {
		String sql = (psc instanceof SqlProvider provider) ? provider.getSql() : null;
		return translating(sql, super.queryForStream(psc, pss, rowMapper));
	}

	private <T extends @Nullable Object> Stream<T> translating(@Nullable String sql, Stream<T> rows) {
		return StreamSupport.stream(new TranslatingSpliterator<>(rows.spliterator(), sql), false).onClose(rows::close);
	}

	/** Spring's own knows only that a result could not be read. */
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
				throw (cause != null) ? translateException(TASK, this.sql, cause) : ex;
			}
		}

	}

}
