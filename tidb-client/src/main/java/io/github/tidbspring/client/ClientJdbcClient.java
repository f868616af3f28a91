package io.github.tidbspring.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.tidbspring.client.internal.schema.ColumnTypes;
import io.github.tidbspring.client.internal.schema.TypedRowMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.util.Assert;

/**
 * Spring's {@code JdbcClient} on a {@link ClientJdbcTemplate}. Spring would execute
 * statements with settings of their own on a plain {@code JdbcTemplate}. Results are
 * mapped to types as those of tables are.
 */
final class ClientJdbcClient implements JdbcClient {

	private final ClientJdbcTemplate template;

	private final JdbcClient client;

	private final ColumnTypes types;

	private final Map<Class<?>, RowMapper<?>> mappers = new ConcurrentHashMap<>();

	ClientJdbcClient(ClientJdbcTemplate template, ColumnTypes types) {
		this.template = template;
		this.types = types;
		this.client = JdbcClient.create(template);
	}

	@Override
	public StatementSpec sql(String sql) {
		return new Statement(sql, this.client.sql(sql));
	}

	@SuppressWarnings("unchecked")
	<T> RowMapper<@Nullable T> mapper(Class<T> type) {
		Assert.notNull(type, "'type' must not be null");
		return (RowMapper<@Nullable T>) this.mappers.computeIfAbsent(type, (key) -> TypedRowMapper.of(key, this.types));
	}

	/**
	 * A statement. When a setting is changed, it is built again on its own template.
	 */
	private final class Statement implements StatementSpec {

		private final String sql;

		private final List<Consumer<StatementSpec>> parameters = new ArrayList<>();

		private StatementSpec target;

		private @Nullable ClientJdbcTemplate ownTemplate;

		Statement(String sql, StatementSpec target) {
			this.sql = sql;
			this.target = target;
		}

		private StatementSpec set(Consumer<ClientJdbcTemplate> setting) {
			ClientJdbcTemplate own = (this.ownTemplate != null) ? this.ownTemplate
					: ClientJdbcClient.this.template.forOneStatement();
			setting.accept(own);
			this.ownTemplate = own;
			this.target = JdbcClient.create(own).sql(this.sql);
			this.parameters.forEach((parameter) -> parameter.accept(this.target));
			return this;
		}

		private StatementSpec add(Consumer<StatementSpec> parameter) {
			parameter.accept(this.target);
			this.parameters.add(parameter);
			return this;
		}

		@Override
		public StatementSpec withFetchSize(int fetchSize) {
			return set((template) -> template.setFetchSize(fetchSize));
		}

		@Override
		public StatementSpec withMaxRows(int maxRows) {
			return set((template) -> template.setMaxRows(maxRows));
		}

		@Override
		public StatementSpec withQueryTimeout(int queryTimeout) {
			return set((template) -> template.setQueryTimeout(queryTimeout));
		}

		@Override
		public StatementSpec param(@Nullable Object value) {
			return add((target) -> target.param(value));
		}

		@Override
		public StatementSpec param(int jdbcIndex, @Nullable Object value) {
			return add((target) -> target.param(jdbcIndex, value));
		}

		@Override
		public StatementSpec param(int jdbcIndex, @Nullable Object value, int sqlType) {
			return add((target) -> target.param(jdbcIndex, value, sqlType));
		}

		@Override
		public StatementSpec param(String name, @Nullable Object value) {
			return add((target) -> target.param(name, value));
		}

		@Override
		public StatementSpec param(String name, @Nullable Object value, int sqlType) {
			return add((target) -> target.param(name, value, sqlType));
		}

		@Override
		public StatementSpec params(@Nullable Object... values) {
			return add((target) -> target.params(values));
		}

		@Override
		public StatementSpec params(List<?> values) {
			return add((target) -> target.params(values));
		}

		@Override
		public StatementSpec params(Map<String, ?> paramMap) {
			return add((target) -> target.params(paramMap));
		}

		@Override
		public StatementSpec paramSource(Object namedParamObject) {
			return add((target) -> target.paramSource(namedParamObject));
		}

		@Override
		public StatementSpec paramSource(SqlParameterSource namedParamSource) {
			return add((target) -> target.paramSource(namedParamSource));
		}

		@Override
		public ResultQuerySpec query() {
			return this.target.query();
		}

		@Override
		public <T> MappedQuerySpec<@Nullable T> query(Class<T> mappedClass) {
			return this.target.query(mapper(mappedClass));
		}

		@Override
		public <T extends @Nullable Object> MappedQuerySpec<T> query(RowMapper<T> rowMapper) {
			return this.target.query(rowMapper);
		}

		@Override
		public void query(RowCallbackHandler rch) {
			this.target.query(rch);
		}

		@Override
		public <T extends @Nullable Object> T query(ResultSetExtractor<T> rse) {
			return this.target.query(rse);
		}

		@Override
		public int update() {
			return this.target.update();
		}

		@Override
		public int update(KeyHolder generatedKeyHolder) {
			return this.target.update(generatedKeyHolder);
		}

		@Override
		public int update(KeyHolder generatedKeyHolder, String... keyColumnNames) {
			return this.target.update(generatedKeyHolder, keyColumnNames);
		}

	}

}
