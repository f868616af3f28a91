package io.github.tidbspring.boot.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A {@code DataSource} without connections: each request fails with the reason.
 */
final class NoDataSource extends AbstractDataSource {

	private final String reason;

	NoDataSource(String reason) {
		this.reason = reason;
	}

	@Override
	public Connection getConnection() throws SQLException {
		throw new SQLException(this.reason);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

}
