package io.github.tidbspring.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * A statement that names the connection it was asked of. A stream of rows closes what its
 * statement names, and past a connection that has something to put back, nothing would
 * be.
 */
final class StatementOfConnection {

	private StatementOfConnection() {
	}

	/**
	 * Call a method of a connection.
	 * @param connection the connection
	 * @param proxy what stands in for it
	 * @param method the method
	 * @param arguments its arguments
	 * @return what it returns; a statement names what stands in for the connection
	 * @throws Throwable what the method throws
	 */
	static @Nullable Object call(Connection connection, Object proxy, Method method,
			@Nullable Object @Nullable [] arguments) throws Throwable {
		Object result = invoke(connection, method, arguments);
		return (result instanceof Statement statement && Statement.class.isAssignableFrom(method.getReturnType()))
				? of(statement, (Connection) proxy) : result;
	}

	private static Statement of(Statement statement, Connection connection) {
		return (Statement) Proxy.newProxyInstance(StatementOfConnection.class.getClassLoader(),
				new Class<?>[] { typeOf(statement) }, (self, method, arguments) -> {
					if (method.getName().equals("getConnection")) {
						return connection;
					}
					if (method.getName().equals("equals")) {
						return arguments != null && self == arguments[0];
					}
					return invoke(statement, method, arguments);
				});
	}

	/**
	 * Return the most that a statement is.
	 * @param statement the statement
	 * @return the type
	 */
	static Class<? extends Statement> typeOf(Statement statement) {
		if (statement instanceof CallableStatement) {
			return CallableStatement.class;
		}
		return (statement instanceof PreparedStatement) ? PreparedStatement.class : Statement.class;
	}

	/**
	 * Call a method, and let through what it throws.
	 * @param target the object
	 * @param method the method
	 * @param arguments its arguments
	 * @return what it returns
	 * @throws Throwable what the method throws
	 */
	static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
