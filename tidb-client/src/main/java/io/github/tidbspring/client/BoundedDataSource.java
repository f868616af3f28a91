package io.github.tidbspring.client;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.tidbspring.client.internal.transaction.NetworkTimeout;
import org.jspecify.annotations.Nullable;

import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A {@code DataSource} whose connections wait for their server for a bounded time, until
 * they are closed: the pool below gets them as they were.
 */
final class BoundedDataSource extends DelegatingDataSource implements InfrastructureProxy {

	private final DataSource target;

	private final Function<Connection, @Nullable NetworkTimeout> bound;

	/**
	 * Create it.
	 * @param target gives the connections
	 * @param bound bounds a connection, if it is to be bounded
	 */
	BoundedDataSource(DataSource target, Function<Connection, @Nullable NetworkTimeout> bound) {
		super(target);
		this.target = target;
		this.bound = bound;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		NetworkTimeout bounded = this.bound.apply(connection);
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
