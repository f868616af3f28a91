package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.core.InfrastructureProxy;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The connections of another {@code DataSource}, in a specific database. A connection
 * that is not shared is switched to the database until it is closed. The connection of a
 * transaction is switched for each call only.
 */
final class DatabaseDataSource extends DelegatingDataSource {

	private final DataSource target;

	private final Identifier database;

	/**
	 * Create a data source. Does not connect.
	 * @param target the source of the connections, to which Spring binds transactions
	 * @param database the database
	 */
	DatabaseDataSource(DataSource target, Identifier database) {
		super(target);
		this.target = target;
		this.database = database;
	}

	/**
	 * Return the resource that is bound to the thread for a {@code DataSource}.
	 * @param dataSource the {@code DataSource}, one of this class or not, wrapped or not
	 * @return the resource, or {@code null} if there is none
	 */
	static @Nullable Object resource(DataSource dataSource) {
		Object inner = (dataSource instanceof InfrastructureProxy proxy) ? proxy.getWrappedObject() : dataSource;
		return TransactionSynchronizationManager
			.getResource((inner instanceof DatabaseDataSource database) ? database.target : dataSource);
	}

	@Override
	public Connection getConnection() throws SQLException {
		return isShared() ? takePart() : switchOver();
	}

	/** Return whether this thread has a connection, or will keep the first one. */
	private boolean isShared() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				|| TransactionSynchronizationManager.hasResource(this.target);
	}

	private Connection takePart() throws SQLException {
		Connection shared = DataSourceUtils.doGetConnection(this.target);
		try {
			return SharedConnection.in(this.database.name(), shared, this.target);
		}
		catch (SQLException | RuntimeException ex) {
			DataSourceUtils.doReleaseConnection(shared, this.target);
			if (ex instanceof SQLException failure) {
				throw SwitchFailureException.of(failure, shared);
			}
			throw ex;
		}
	}

	private Connection switchOver() throws SQLException {
		Connection connection = super.getConnection();
		CurrentDatabase current = null;
		String before = null;
		try {
			current = CurrentDatabase.of(connection);
			before = current.wayBack();
			current.change(this.database.name());
			return new SwitchedConnection(connection, current, before, this.target).proxy();
		}
		catch (SQLException | RuntimeException ex) {
			SQLException failure = (ex instanceof SQLException sql) ? SwitchFailureException.of(sql, connection) : null;
			// It is unknown whether the database was changed.
			close(connection, current, before, ex);
			if (failure != null) {
				throw failure;
			}
			throw ex;
		}
	}

	private void close(Connection connection, @Nullable CurrentDatabase current, @Nullable String before,
			Exception failure) {
		try (connection) {
			if (current != null) {
				new SwitchedConnection(connection, current, before, this.target).switchBack();
			}
		}
		catch (SQLException | DataAccessException ex) {
			failure.addSuppressed(ex);
		}
	}

}
