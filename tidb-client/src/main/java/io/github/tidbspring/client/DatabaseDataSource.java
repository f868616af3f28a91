package io.github.tidbspring.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.github.tidbspring.client.query.Identifier;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Switches each connection to a database, and back when it is closed: the pool below gets
 * it as it was.
 */
final class DatabaseDataSource extends DelegatingDataSource {

	private final Identifier database;

	DatabaseDataSource(DataSource target, Identifier database) {
		super(target);
		this.database = database;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		try {
			String before = connection.getCatalog();
			connection.setCatalog(this.database.name());
			return switchingBack(connection, before);
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	private static Connection switchingBack(Connection connection, String before) {
		AtomicBoolean closed = new AtomicBoolean();
		return (Connection) Proxy.newProxyInstance(DatabaseDataSource.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
						close(connection, before);
						return null;
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private static void close(Connection connection, String before) throws SQLException {
		try (connection) {
			if (!connection.isClosed() && before != null && !before.isEmpty()) {
				connection.setCatalog(before);
			}
		}
	}

}
