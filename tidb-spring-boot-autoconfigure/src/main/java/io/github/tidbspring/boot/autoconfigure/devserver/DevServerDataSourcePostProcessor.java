package io.github.tidbspring.boot.autoconfigure.devserver;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import io.github.tidbspring.devserver.TiDBDevServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Wraps the pools of the server so that a stand-in can translate the statements. It runs
 * before all other post-processors, so that their wrappers see the statements that TiDB
 * would get. An embedded database that replaces the {@code DataSource} in a test is not
 * wrapped.
 *
 * @param server the development server
 */
record DevServerDataSourcePostProcessor(ObjectProvider<TiDBDevServer> server) implements BeanPostProcessor, Ordered {

	static final String DATA_SOURCE = "tidbDataSource";

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource dataSource
				&& (DATA_SOURCE.equals(beanName) || isOfNamedClient(beanName) && isOfServer(dataSource))) {
			return this.server.getObject().wrap(dataSource);
		}
		return bean;
	}

	private static boolean isOfNamedClient(String bean) {
		String name = NamedClients.nameOf(bean);
		return name != null && bean.equals(NamedClients.dataSourceBean(name));
	}

	/** A named client may have another server. */
	private boolean isOfServer(HikariDataSource dataSource) {
		try {
			ConnectionSettings settings = ConnectionSettings.of(String.valueOf(dataSource.getJdbcUrl()));
			TiDBDevServer server = this.server.getObject();
			return settings.port() == server.port() && settings.host().equals(server.host());
		}
		catch (InvalidConnectionSettingException ex) {
			return false;
		}
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
