package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.tidbspring.client.connection.ConnectionFailure;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.jspecify.annotations.Nullable;

/**
 * Adapts a {@code DataSource}: throws a {@link TiDBConnectionException} if no connection
 * can be obtained. A failure on an existing connection is translated as that of any
 * statement.
 */
final class ExplainingDataSource extends DecoratedDataSource {

	private final @Nullable ConnectionSettings settings;

	private ExplainingDataSource(DataSource target, @Nullable ConnectionSettings settings) {
		super(target, target);
		this.settings = settings;
	}

	static ExplainingDataSource of(DataSource dataSource, @Nullable ConnectionSettings settings) {
		return new ExplainingDataSource(withoutTransactionProxy(dataSource), settings);
	}

	@Override
	public Connection getConnection() throws SQLException {
		try {
			return super.getConnection();
		}
		catch (SwitchFailureException ex) {
			throw ex.translated();
		}
		catch (SQLException ex) {
			throw new TiDBConnectionException(ConnectionFailure.of(ex, this.settings), ex);
		}
	}

}
