package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.tidbspring.client.connection.ConnectionFailure;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Adapts a {@code DataSource} so that a connection which cannot be had is a
 * {@link TiDBConnectionException}. What fails on a connection that is there already is
 * what it would be in any statement. For transactions it is one with what it wraps.
 */
final class ExplainingDataSource extends DelegatingDataSource implements InfrastructureProxy {

	private final DataSource target;

	private final @Nullable ConnectionSettings settings;

	ExplainingDataSource(DataSource target, @Nullable ConnectionSettings settings) {
		super(target);
		this.target = target;
		this.settings = settings;
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

	@Override
	public Object getWrappedObject() {
		return (this.target instanceof InfrastructureProxy proxy) ? proxy.getWrappedObject() : this.target;
	}

}
