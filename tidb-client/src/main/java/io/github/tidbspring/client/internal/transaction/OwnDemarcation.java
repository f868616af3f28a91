package io.github.tidbspring.client.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * JDBC transactions of the client's own transaction manager.
 *
 * @param manager the manager
 */
record OwnDemarcation(TiDBTransactionManager manager) implements TransactionDemarcation {

	@Override
	public RunningTransaction begin(TransactionStart start) {
		Runnable release = bindBoundedConnection(start.timeout());
		try {
			return new Running(this.manager, this.manager.getTransaction(start), release);
		}
		catch (RuntimeException | Error ex) {
			release.run();
			throw ex;
		}
	}

	/**
	 * Bind a connection with a network timeout from before BEGIN until after COMMIT. It
	 * is bound to the thread before the manager would obtain one, and released after the
	 * manager has reset it.
	 * @return releases the connection, if there is one
	 */
	private Runnable bindBoundedConnection(@Nullable Duration timeout) {
		DataSource dataSource = this.manager.target();
		if (timeout == null || TransactionSynchronizationManager.hasResource(dataSource)) {
			return () -> {
			};
		}
		Connection connection = open(dataSource);
		NetworkTimeout networkTimeout = NetworkTimeout.bound(connection, timeout);
		TransactionSynchronizationManager.bindResource(dataSource, new ConnectionHolder(connection));
		return () -> {
			TransactionSynchronizationManager.unbindResource(dataSource);
			if (networkTimeout != null) {
				networkTimeout.restore();
			}
			DataSourceUtils.releaseConnection(connection, dataSource);
		};
	}

	private static Connection open(DataSource dataSource) {
		try {
			return dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new CannotCreateTransactionException("Could not open JDBC Connection for transaction", ex);
		}
	}

	private record Running(TiDBTransactionManager manager, TransactionStatus status,
			Runnable release) implements RunningTransaction {

		@Override
		public boolean isNew() {
			return this.status.isNewTransaction();
		}

		@Override
		public void commit() {
			try {
				this.manager.commit(this.status);
			}
			finally {
				this.release.run();
			}
		}

		@Override
		public void rollBack() {
			try {
				this.manager.rollback(this.status);
			}
			finally {
				this.release.run();
			}
		}

	}

}
