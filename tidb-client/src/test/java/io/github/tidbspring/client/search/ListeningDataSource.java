package io.github.tidbspring.client.search;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.mysql.cj.jdbc.JdbcConnection;
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

	private final List<String> preparedAsUsual = new CopyOnWriteArrayList<>();

	private final List<String> threads = new CopyOnWriteArrayList<>();

	private final AtomicInteger open = new AtomicInteger();

	ListeningDataSource(DataSource target, boolean ofAnotherDriver) {
		super(target);
		this.ofAnotherDriver = ofAnotherDriver;
	}

	List<String> preparedOnClient() {
		return this.preparedOnClient;
	}

	List<String> preparedAsUsual() {
		return this.preparedAsUsual;
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
		return listening(Connection.class, super.getConnection());
	}

	private <C> C listening(Class<C> type, C target) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				switch (method.getName()) {
					case "isWrapperFor" -> {
						if (this.ofAnotherDriver) {
							return false;
						}
					}
					case "unwrap" -> {
						return listening(JdbcConnection.class, ((Connection) target).unwrap(JdbcConnection.class));
					}
					case "clientPrepareStatement" -> this.preparedOnClient.add((String) arguments[0]);
					case "prepareStatement" -> this.preparedAsUsual.add((String) arguments[0]);
					case "close" -> this.open.decrementAndGet();
					default -> {
					}
				}
				try {
					return method.invoke(target, arguments);
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

}
