package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterDisposer;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.jdbc.support.KeyHolder;

/**
 * Spring's template on the client's own prepared statements.
 */
class PreparingJdbcTemplate extends JdbcTemplate {

	private final FirstUse firstUse;

	PreparingJdbcTemplate(DataSource dataSource, FirstUse firstUse) {
		super(dataSource, true);
		this.firstUse = firstUse;
	}

	@Override
	public <T extends @Nullable Object> T execute(ConnectionCallback<T> action) throws DataAccessException {
		return super.execute((ConnectionCallback<T>) (connection) -> action.doInConnection(prepare(connection)));
	}

	@Override
	public <T extends @Nullable Object> T execute(PreparedStatementCreator psc, PreparedStatementCallback<T> action)
			throws DataAccessException {
		return super.execute(new Creator(psc, this), action);
	}

	@Override
	public <T extends @Nullable Object> T execute(String sql, PreparedStatementCallback<T> action)
			throws DataAccessException {
		return execute(new TextCreator(sql), action);
	}

	@Override
	public <T extends @Nullable Object> T query(PreparedStatementCreator psc, @Nullable PreparedStatementSetter pss,
			ResultSetExtractor<T> rse) throws DataAccessException {
		return super.query(new Creator(psc, this), pss, rse);
	}

	@Override
	public <T extends @Nullable Object> Stream<T> queryForStream(PreparedStatementCreator psc,
			@Nullable PreparedStatementSetter pss, RowMapper<T> rowMapper) throws DataAccessException {
		return super.queryForStream(new Creator(psc, this), pss, rowMapper);
	}

	@Override
	protected int update(PreparedStatementCreator psc, @Nullable PreparedStatementSetter pss)
			throws DataAccessException {
		return super.update(new Creator(psc, this), pss);
	}

	@Override
	public int update(PreparedStatementCreator psc, KeyHolder generatedKeyHolder) throws DataAccessException {
		return super.update(new Creator(psc, this), generatedKeyHolder);
	}

	FirstUse firstUse() {
		return this.firstUse;
	}

	private Connection prepare(Connection connection) {
		this.firstUse.of(connection);
		return ClientStatement.on(connection);
	}

	/**
	 * Creates a statement of somebody else's on such a connection.
	 */
	private record Creator(PreparedStatementCreator creator,
			PreparingJdbcTemplate template) implements PreparedStatementCreator, SqlProvider, ParameterDisposer {

		@Override
		public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
			return this.creator.createPreparedStatement(this.template.prepare(connection));
		}

		@Override
		public @Nullable String getSql() {
			return (this.creator instanceof SqlProvider provider) ? provider.getSql() : null;
		}

		@Override
		public void cleanupParameters() {
			if (this.creator instanceof ParameterDisposer disposer) {
				disposer.cleanupParameters();
			}
		}

	}

	/**
	 * Creates a statement from its text.
	 */
	private record TextCreator(String sql) implements PreparedStatementCreator, SqlProvider {

		@Override
		public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
			return connection.prepareStatement(this.sql);
		}

		@Override
		public String getSql() {
			return this.sql;
		}

	}

}
