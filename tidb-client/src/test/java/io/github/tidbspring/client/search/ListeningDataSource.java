package io.github.tidbspring.client.search;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.mysql.cj.jdbc.JdbcPreparedStatement;
import com.mysql.cj.jdbc.ServerPreparedStatement;
import org.jspecify.annotations.NullMarked;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Takes down what is prepared, and where; and can pass for a {@code DataSource} of
 * another driver.
 */
@NullMarked
class ListeningDataSource extends DelegatingDataSource {

	private final boolean ofAnotherDriver;

	private final List<String> preparedOnClient = new CopyOnWriteArrayList<>();

	private final List<String> preparedOnServer = new CopyOnWriteArrayList<>();

	private final List<String> threads = new CopyOnWriteArrayList<>();

	private final AtomicInteger open = new AtomicInteger();

	ListeningDataSource(DataSource target, boolean ofAnotherDriver) {
		super(target);
		this.ofAnotherDriver = ofAnotherDriver;
	}

	List<String> preparedOnClient() {
		return this.preparedOnClient;
	}

	List<String> preparedOnServer() {
		return this.preparedOnServer;
	}

	List<String> threads() {
		return this.threads;
	}

	int open() {
		return this.open.get();
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.threads.add(Thread.currentThread().getName());
		this.open.incrementAndGet();
		return listening(super.getConnection());
	}

	private Connection listening(Connection target) {
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					switch (method.getName()) {
						case "isWrapperFor" -> {
							if (this.ofAnotherDriver) {
								return false;
							}
						}
						case "unwrap" -> {
							if (this.ofAnotherDriver) {
								throw new SQLException("A connection of another driver");
							}
						}
						case "close" -> this.open.decrementAndGet();
						default -> {
						}
					}
					try {
						Object result = method.invoke(target, arguments);
						if (result instanceof PreparedStatement statement) {
							List<String> prepared = isPreparedOnServer(statement) ? this.preparedOnServer
									: this.preparedOnClient;
							prepared.add((String) arguments[0]);
						}
						return result;
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private static boolean isPreparedOnServer(PreparedStatement statement) throws SQLException {
		return statement.unwrap(JdbcPreparedStatement.class) instanceof ServerPreparedStatement;
	}

}
