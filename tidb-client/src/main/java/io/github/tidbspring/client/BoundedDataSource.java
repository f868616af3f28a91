package io.github.tidbspring.client;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.IntSupplier;

import javax.sql.DataSource;

import io.github.tidbspring.client.transaction.NetworkTimeout;

import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A {@code DataSource} whose connections wait for their server for a bounded time, until
 * they are closed: the pool below gets them as they were.
 */
final class BoundedDataSource extends DelegatingDataSource implements InfrastructureProxy {

	private final DataSource target;

	private final IntSupplier seconds;

	/**
	 * Create it.
	 * @param target gives the connections
	 * @param seconds gives the timeout; none, if it is not positive
	 */
	BoundedDataSource(DataSource target, IntSupplier seconds) {
		super(target);
		this.target = target;
		this.seconds = seconds;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		int timeout = this.seconds.getAsInt();
		NetworkTimeout bounded = (timeout > 0) ? NetworkTimeout.bound(connection, Duration.ofSeconds(timeout)) : null;
		return (bounded != null) ? restoring(connection, bounded) : connection;
	}

	private static Connection restoring(Connection connection, NetworkTimeout bounded) {
		return (Connection) Proxy.newProxyInstance(BoundedDataSource.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						bounded.restore();
					}
					return StatementOfConnection.call(connection, proxy, method, arguments);
				});
	}

	@Override
	public Object getWrappedObject() {
		return (this.target instanceof InfrastructureProxy proxy) ? proxy.getWrappedObject() : this.target;
	}

}
