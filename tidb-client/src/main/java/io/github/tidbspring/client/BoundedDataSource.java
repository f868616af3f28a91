package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.tidbspring.client.internal.transaction.NetworkTimeout;
import org.jspecify.annotations.Nullable;

/**
 * A {@code DataSource} whose connections have a network timeout until they are closed.
 * The pool gets them back as they were.
 */
final class BoundedDataSource extends DecoratedDataSource {

	private final Function<Connection, @Nullable NetworkTimeout> bound;

	/**
	 * Create a data source.
	 * @param target the source of the connections
	 * @param bound sets the timeout of a connection if it needs one
	 */
	BoundedDataSource(DataSource target, Function<Connection, @Nullable NetworkTimeout> bound) {
		super(target, target);
		this.bound = bound;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		NetworkTimeout bounded = this.bound.apply(connection);
		return (bounded != null) ? restoring(connection, bounded) : connection;
	}

	private static Connection restoring(Connection connection, NetworkTimeout bounded) {
		return JdbcProxy.of(Connection.class, (proxy, method, arguments) -> {
			if (method.getName().equals("close")) {
				bounded.restore();
			}
			return JdbcProxy.call(connection, proxy, method, arguments);
		});
	}

}
