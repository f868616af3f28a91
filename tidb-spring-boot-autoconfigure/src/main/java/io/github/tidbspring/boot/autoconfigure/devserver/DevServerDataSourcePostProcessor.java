package io.github.tidbspring.boot.autoconfigure.devserver;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.devserver.TiDBDevServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Wraps the pool so that a stand-in can translate the statements. It runs before all
 * other post-processors, so that their wrappers see the statements that TiDB would get.
 * An embedded database that replaces the {@code DataSource} in a test is not wrapped.
 *
 * @param server the development server
 */
record DevServerDataSourcePostProcessor(ObjectProvider<TiDBDevServer> server) implements BeanPostProcessor, Ordered {

	static final String DATA_SOURCE = "tidbDataSource";

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
