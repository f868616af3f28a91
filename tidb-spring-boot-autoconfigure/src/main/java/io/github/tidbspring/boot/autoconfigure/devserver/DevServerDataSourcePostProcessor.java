package io.github.tidbspring.boot.autoconfigure.devserver;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.devserver.TiDBDevServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Lets a stand-in translate what is sent to it. First of all post-processors, so that any
 * other that wraps the {@code DataSource} sees what TiDB would see. An embedded database
 * that replaces the {@code DataSource} in a test is not the server's.
 */
final class DevServerDataSourcePostProcessor implements BeanPostProcessor, Ordered {

	static final String DATA_SOURCE = "tidbDataSource";

	private final ObjectProvider<TiDBDevServer> server;

	DevServerDataSourcePostProcessor(ObjectProvider<TiDBDevServer> server) {
		this.server = server;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource dataSource && DATA_SOURCE.equals(beanName)) {
			return this.server.getObject().wrap(dataSource);
		}
		return bean;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
