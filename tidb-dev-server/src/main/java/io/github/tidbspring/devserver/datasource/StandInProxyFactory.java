package io.github.tidbspring.devserver.datasource;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;

import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.proxy.ConnectionProxyLogic;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import net.ttddyy.dsproxy.proxy.jdk.JdkJdbcProxyFactory;

/**
 * Creates connections whose metadata does not run queries that only TiDB supports, and
 * results that show definitions of tables as TiDB does.
 */
final class StandInProxyFactory extends JdkJdbcProxyFactory {

	@Override
	public Connection createConnection(Connection connection, ConnectionInfo info, ProxyConfig config) {
		StandInConnectionLogic logic = new StandInConnectionLogic(connection, info, config);
		return (Connection) Proxy.newProxyInstance(StandInProxyFactory.class.getClassLoader(),
				new Class<?>[] { ProxyJdbcObject.class, Connection.class }, logic::invoke);
	}

	/** Results of other statements are not wrapped: each read would be slower. */
	@Override
	public ResultSet createResultSet(ResultSet result, ConnectionInfo info, ProxyConfig config) {
		return ShownDefinition.isIn(result) ? ShownDefinition.of(result) : result;
	}

	private static final class StandInConnectionLogic extends ConnectionProxyLogic {

		private StandInConnectionLogic(Connection connection, ConnectionInfo info, ProxyConfig config) {
			super(connection, info, config);
		}

		@Override
		protected Object performProxyLogic(Object proxy, Method method, Object[] arguments,
				MethodExecutionContext context) throws Throwable {
			Object result = super.performProxyLogic(proxy, method, arguments, context);
			return (result instanceof DatabaseMetaData metadata) ? StandInMetadata.of(metadata, (Connection) proxy)
					: result;
		}

	}

}
