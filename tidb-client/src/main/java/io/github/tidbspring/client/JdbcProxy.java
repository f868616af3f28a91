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
 * Proxies for interfaces of JDBC. A proxy is equal to itself only.
 */
final class JdbcProxy {

	private static final Object[] NONE = {};

	private JdbcProxy() {
	}

	/**
	 * Create a proxy.
	 * @param <T> the interface
	 * @param type the interface
	 * @param handler called for all methods except {@code equals} and {@code hashCode}
	 * @return the proxy
	 */
	static <T> T of(Class<T> type, Handler<T> handler) {
		return type.cast(Proxy.newProxyInstance(JdbcProxy.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "equals" -> arguments != null && proxy == arguments[0];
					case "hashCode" -> System.identityHashCode(proxy);
					default -> handler.call(type.cast(proxy), method, (arguments != null) ? arguments : NONE);
				}));
	}

	/**
	 * Call a method of a connection. A returned statement has the proxy as its
	 * connection: Spring closes the connection of a statement at the end of a stream, and
	 * closing the original one would skip what the proxy restores.
	 * @param connection the connection
	 * @param proxy the proxy of the connection
	 * @param method the method
	 * @param arguments its arguments
	 * @return the result
	 * @throws Throwable the exception of the method
	 */
	static @Nullable Object call(Connection connection, Connection proxy, Method method, @Nullable Object[] arguments)
			throws Throwable {
		Object result = invoke(connection, method, arguments);
		return (result instanceof Statement statement && returnsStatement(method)) ? of(typeOf(statement), (self,
				called, values) -> called.getName().equals("getConnection") ? proxy : invoke(statement, called, values))
				: result;
	}

	static boolean returnsStatement(Method method) {
		return Statement.class.isAssignableFrom(method.getReturnType());
	}

	/**
	 * Return the most specific JDBC interface of a statement.
	 * @param statement the statement
	 * @return the interface
	 */
	static Class<? extends Statement> typeOf(Statement statement) {
		if (statement instanceof CallableStatement) {
			return CallableStatement.class;
		}
		return (statement instanceof PreparedStatement) ? PreparedStatement.class : Statement.class;
	}

	/**
	 * Call a method and propagate its exception.
	 * @param target the object
	 * @param method the method
	 * @param arguments its arguments
	 * @return the result
	 * @throws Throwable the exception of the method
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

	/**
	 * Handles the calls of a proxy.
	 *
	 * @param <T> the interface
	 */
	@FunctionalInterface
	interface Handler<T> {

		@Nullable Object call(T proxy, Method method, @Nullable Object[] arguments) throws Throwable;

	}

}
