package io.github.tidbspring.boot.integration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A {@code DataSource} whose connections write down how transactions begin and end, and
 * fail where a test says so.
 */
final class FailingDataSource extends DelegatingDataSource {

	private static final List<String> EVENTS = List.of("setAutoCommit", "commit", "rollback", "abort", "close");

	private final List<String> events = new ArrayList<>();

	private final Map<String, Deque<SQLException>> failures = new HashMap<>();

	private boolean failsAfterwards;

	FailingDataSource(DataSource target) {
		super(target);
	}

	/** Wraps each {@code DataSource} of an application. */
	static BeanPostProcessor postProcessor() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof DataSource dataSource) ? new FailingDataSource(dataSource) : bean;
			}

		};
	}

	List<String> events() {
		return this.events;
	}

	void reset() {
		this.events.clear();
		this.failures.clear();
		this.failsAfterwards = false;
	}

	/** Each of these is thrown once instead of the call. */
	void failOn(String call, SQLException... exceptions) {
		this.failures.computeIfAbsent(call, (key) -> new ArrayDeque<>()).addAll(List.of(exceptions));
	}

	/** Have the calls take place, and only then fail: the answer is lost. */
	void failAfterwards() {
		this.failsAfterwards = true;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		AtomicBoolean aborted = new AtomicBoolean();
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, args) -> {
					String name = method.getName();
					if (EVENTS.contains(name)) {
						this.events.add(name + ((name.equals("setAutoCommit")) ? " " + args[0] : ""));
					}
					if (name.equals("abort") && aborted.compareAndSet(false, true)) {
						// As a server does whose client is gone. H2 cannot abort.
						connection.rollback();
					}
					if (aborted.get() && name.equals("isClosed")) {
						return true;
					}
					if (aborted.get() && name.equals("setAutoCommit")) {
						throw new SQLException("aborted", "08003");
					}
					SQLException failure = this.failures.getOrDefault(name, new ArrayDeque<>()).poll();
					if (failure != null && !this.failsAfterwards) {
						if (name.equals("commit")) {
							// As a server does that refuses it.
							connection.rollback();
						}
						throw failure;
					}
					Object result = invoke(connection, method, args);
					if (failure != null) {
						throw failure;
					}
					return result;
				});
	}

	private static Object invoke(Connection connection, Method method, Object[] args) throws Throwable {
		try {
			return method.invoke(connection, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
