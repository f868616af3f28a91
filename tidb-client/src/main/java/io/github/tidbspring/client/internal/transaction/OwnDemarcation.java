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
		Duration timeout = start.timeout();
		if (timeout == null || this.manager.isConnectionBound()) {
			return new Running(this.manager, this.manager.getTransaction(start), null);
		}
		BoundedConnection bounded = BoundedConnection.open(this.manager.target(), timeout);
		try {
			return new Running(this.manager, this.manager.getTransaction(start), bounded);
		}
		catch (RuntimeException | Error ex) {
			bounded.close();
			throw ex;
		}
	}

	private record Running(TiDBTransactionManager manager, TransactionStatus status,
			@Nullable BoundedConnection bounded) implements RunningTransaction {

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
				close();
			}
		}

		@Override
		public void rollBack() {
			try {
				this.manager.rollback(this.status);
			}
			finally {
				close();
			}
		}

		private void close() {
			if (this.bounded != null) {
				this.bounded.close();
			}
		}

	}

	/**
	 * A connection with a network timeout from before BEGIN until after COMMIT. It is
	 * bound to the thread before the manager would obtain one, and released after the
	 * manager has reset it.
	 */
	private record BoundedConnection(DataSource dataSource, Connection connection,
			@Nullable NetworkTimeout networkTimeout) {

		static BoundedConnection open(DataSource dataSource, Duration timeout) {
			Connection connection = open(dataSource);
			NetworkTimeout networkTimeout = NetworkTimeout.bound(connection, timeout);
			TransactionSynchronizationManager.bindResource(dataSource, new ConnectionHolder(connection));
			return new BoundedConnection(dataSource, connection, networkTimeout);
		}

		private static Connection open(DataSource dataSource) {
			try {
				return dataSource.getConnection();
			}
			catch (SQLException ex) {
				throw new CannotCreateTransactionException("Could not open JDBC Connection for transaction", ex);
			}
		}

		void close() {
			TransactionSynchronizationManager.unbindResource(this.dataSource);
			if (this.networkTimeout != null) {
				this.networkTimeout.restore();
			}
			DataSourceUtils.releaseConnection(this.connection, this.dataSource);
		}

	}

}
