package io.github.tidbspring.client;

import javax.sql.DataSource;

import io.github.tidbspring.client.connection.ConnectionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.util.Assert;

/**
 * The client: Spring's {@link JdbcClient} on a {@code DataSource}, and what is TiDB's.
 */
final class DefaultTiDBClient implements TiDBClient {

	private final DataSource dataSource;

	private final @Nullable ConnectionSettings settings;

	private final Runnable closing;

	private final JdbcTemplate jdbcTemplate;

	private final JdbcClient jdbcClient;

	DefaultTiDBClient(DataSource dataSource, @Nullable ConnectionSettings settings, Runnable closing) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		this.dataSource = dataSource;
		this.settings = settings;
		this.closing = closing;
		this.jdbcTemplate = new JdbcTemplate(new ExplainingDataSource(dataSource, settings), true);
		this.jdbcClient = JdbcClient.create(this.jdbcTemplate);
	}

	@Override
	public StatementSpec sql(String sql) {
		return this.jdbcClient.sql(sql);
	}

	@Override
	public JdbcClient jdbcClient() {
		return this.jdbcClient;
	}

	@Override
	public DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public ServerInfo server() {
		ServerInfo server = this.jdbcTemplate.execute(ServerInfoQuery::run);
		Assert.state(server != null, "The server did not say what it is");
		return server;
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
