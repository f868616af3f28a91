package io.github.tidbspring.test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;

import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.ConnectionProxyLogic;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import net.ttddyy.dsproxy.proxy.jdk.JdkJdbcProxyFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps recording when a connection is unwrapped to an interface of the driver. Without
 * it, statements of {@code JdbcConnection.clientPrepareStatement} would not be recorded.
 */
class RecordingProxyFactory extends JdkJdbcProxyFactory {

	/** For statements whose parameters the driver inserts into the text. */
	private final ProxyConfig inlined = ProxyConfig.Builder.create()
		.jdbcProxyFactory(this)
		.queryListener(new RecordingListener(true))
		.build();

	@Override
	public Connection createConnection(Connection connection, ConnectionInfo info, ProxyConfig config) {
		return createConnection(Connection.class, connection, info, config);
	}

	private Connection createConnection(Class<?> type, Connection connection, ConnectionInfo info, ProxyConfig config) {
		return (Connection) Proxy.newProxyInstance(RecordingProxyFactory.class.getClassLoader(),
				new Class<?>[] { ProxyJdbcObject.class, type }, new RecordedConnection(connection, info, config));
	}

	private final class RecordedConnection implements InvocationHandler {

		private final ConnectionInfo info;

		private final ProxyConfig config;

		private final ConnectionProxyLogic logic;

		private RecordedConnection(Connection connection, ConnectionInfo info, ProxyConfig config) {
			this.info = info;
			this.config = config;
			this.logic = new ConnectionProxyLogic(connection, info, config);
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			Object result = this.logic.invoke(proxy, method, arguments);
			if (arguments == null || arguments.length == 0) {
				return result;
			}
			if (result instanceof Connection connection && arguments[0] instanceof Class<?> type
					&& type.isInterface()) {
				return createConnection(type, connection, this.info, this.config);
			}
			if (result instanceof PreparedStatement statement && arguments[0] instanceof String sql
					&& preparesInADriversWay(method)) {
				return createPreparedStatement(statement, sql, this.info, (Connection) proxy,
						method.getName().equals("clientPrepareStatement") ? RecordingProxyFactory.this.inlined
								: this.config,
						false);
			}
			return result;
		}

		/**
		 * Methods of JDBC's interfaces are excluded: their statements are recorded
		 * already.
		 */
		private boolean preparesInADriversWay(Method method) {
			return method.getReturnType() == PreparedStatement.class && !method.getName().equals("prepareStatement");
		}

	}

}
