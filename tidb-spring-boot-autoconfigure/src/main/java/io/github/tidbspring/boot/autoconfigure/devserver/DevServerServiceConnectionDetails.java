package io.github.tidbspring.boot.autoconfigure.devserver;

import io.github.tidbspring.devserver.TiDBDevServer;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The connection details of a development server that is the application's only database.
 * They replace {@code spring.datasource.*} too.
 */
final class DevServerServiceConnectionDetails extends DevServerConnectionDetails implements JdbcConnectionDetails {

	DevServerServiceConnectionDetails(TiDBDevServer server) {
		super(server);
	}

	@Override
	public String getUsername() {
		return server().username();
	}

	@Override
	public String getPassword() {
		return server().password();
	}

	@Override
	public String getJdbcUrl() {
		return server().jdbcUrl();
	}

}
