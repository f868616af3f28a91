package io.github.tidbspring.client.internal.transaction;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import org.mockito.Answers;

import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * A {@code DataSource} that writes down what its connections are told, and fails where
 * the script says so.
 */
final class ScriptedDataSource extends AbstractDataSource {

	private final List<String> events = new ArrayList<>();

	private final Map<String, Deque<Exception>> failures = new HashMap<>();

	private Boolean sendsReadOnly;

	/** What happened, without what only asks. */
	List<String> events() {
		return this.events;
	}

	/** Each of these is thrown once when the event happens; then it succeeds. */
	ScriptedDataSource failOn(String event, Exception... failures) {
		this.failures.computeIfAbsent(event, (key) -> new ArrayDeque<>()).addAll(List.of(failures));
		return this;
	}

	/** Behave as Connector/J. */
	ScriptedDataSource connectorJ(boolean sendsReadOnly) {
		this.sendsReadOnly = sendsReadOnly;
		return this;
	}

	static SQLException error(int code) {
		return new SQLException("error " + code, "HY000", code);
	}

	static SQLException state(String state) {
		return new SQLException("state " + state, state, 0);
	}

	@Override
	public Connection getConnection() throws SQLException {
		happens("connection");
		return proxy(Connection.class, new ConnectionHandler());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

	private void happens(String event) throws SQLException {
		this.events.add(event);
		Exception failure = this.failures.getOrDefault(event, new ArrayDeque<>()).poll();
		if (failure instanceof RuntimeException runtime) {
			throw runtime;
		}
		if (failure instanceof SQLException sql) {
			throw sql;
		}
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private final class ConnectionHandler implements InvocationHandler {

		private boolean autoCommit = true;

		private boolean readOnly;

		private int isolation = Connection.TRANSACTION_REPEATABLE_READ;

		@Override
		public Object invoke(Object proxy, Method method, Object[] args) throws SQLException {
			String name = method.getName();
			switch (name) {
				case "getAutoCommit":
					return this.autoCommit;
				case "isReadOnly":
					return this.readOnly;
				case "getTransactionIsolation":
					return this.isolation;
				case "isClosed":
					return false;
				case "isWrapperFor":
					return args[0] == JdbcConnection.class && ScriptedDataSource.this.sendsReadOnly != null;
				case "unwrap":
					JdbcConnection connectorJ = mock(JdbcConnection.class, Answers.RETURNS_DEEP_STUBS);
					given(connectorJ.getPropertySet().getBooleanProperty(any(PropertyKey.class)).getValue())
						.willReturn(ScriptedDataSource.this.sendsReadOnly);
					return connectorJ;
				case "hashCode":
					return System.identityHashCode(proxy);
				case "equals":
					return proxy == args[0];
				case "toString":
					return "connection";
				case "createStatement":
					return statement(Statement.class, null);
				case "prepareStatement":
					return statement(PreparedStatement.class, (String) args[0]);
				case "setAutoCommit":
					happens("autoCommit " + args[0]);
					this.autoCommit = (boolean) args[0];
					return null;
				case "setReadOnly":
					happens("readOnly " + args[0]);
					this.readOnly = (boolean) args[0];
					return null;
				case "setTransactionIsolation":
					happens("isolation " + args[0]);
					this.isolation = (int) args[0];
					return null;
				case "commit", "rollback", "abort", "close":
					happens(name);
					return null;
				default:
					throw new UnsupportedOperationException(name);
			}
		}

		private <T> T statement(Class<T> type, String prepared) {
			return proxy(type, (proxy, method, args) -> {
				switch (method.getName()) {
					case "execute", "executeUpdate":
						happens((prepared != null) ? prepared : (String) args[0]);
						return (method.getReturnType() == int.class) ? (Object) 1 : (Object) false;
					case "setQueryTimeout":
						happens("timeout " + (((int) args[0] > 0) ? "set" : args[0]));
						return null;
					case "getWarnings", "close":
						return null;
					default:
						throw new UnsupportedOperationException(method.getName());
				}
			});
		}

	}

}
