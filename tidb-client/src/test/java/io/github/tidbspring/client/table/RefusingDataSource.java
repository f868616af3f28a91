package io.github.tidbspring.client.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A server that refuses the statements with certain words.
 */
@NullMarked
final class RefusingDataSource extends DelegatingDataSource {

	private final Map<String, SQLException> refusals = new LinkedHashMap<>();

	private final List<String> sent = new ArrayList<>();

	RefusingDataSource(DataSource dataSource) {
		super(dataSource);
	}

	RefusingDataSource refuse(String words, int code, String state, String message) {
		this.refusals.put(words, new SQLException(message, state, code));
		return this;
	}

	/** What was sent, refused or not. */
	List<String> sent() {
		return this.sent;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return proxy(Connection.class, super.getConnection());
	}

	@SuppressWarnings("unchecked")
	private <T> T proxy(Class<T> type, T target) {
		return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					if (method.getName().equals("execute") && arguments != null) {
						check((String) arguments[0]);
					}
					Object result = invoke(method, target, arguments);
					return method.getName().equals("createStatement") ? proxy(Statement.class, (Statement) result)
							: result;
				});
	}

	private static @Nullable Object invoke(Method method, Object target, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private void check(String sql) throws SQLException {
		this.sent.add(sql);
		for (Map.Entry<String, SQLException> refusal : this.refusals.entrySet()) {
			if (sql.contains(refusal.getKey())) {
				throw refusal.getValue();
			}
		}
	}

}
