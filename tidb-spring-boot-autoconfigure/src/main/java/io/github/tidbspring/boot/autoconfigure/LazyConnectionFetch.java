package io.github.tidbspring.boot.autoconfigure;

import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.jmx.support.JmxUtils;

/**
 * Wraps TiDB's pool so that a transaction takes a connection with its first statement,
 * and none without a statement. Needed because {@code spring.datasource.connection-fetch}
 * applies only to a bean named {@code dataSource}.
 *
 * @param beanFactory the bean factory
 * @param mbeanExporter registers the pool in JMX
 */
record LazyConnectionFetch(ConfigurableListableBeanFactory beanFactory,
		ObjectProvider<MBeanExporter> mbeanExporter) implements BeanPostProcessor, Ordered {

	static final String PROPERTY = "tidb.connection-fetch";

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!TiDBDataSourceAutoConfiguration.DATA_SOURCE.equals(beanName) || !(bean instanceof DataSource dataSource)
				|| !isPool(dataSource) || TiDBDataSourceAutoConfiguration.isOwnClients(this.beanFactory)) {
			return bean;
		}
		// Spring detects MBeans by the type of the bean, which is that of the proxy.
		this.mbeanExporter.ifAvailable((exporter) -> {
			if (JmxUtils.isMBean(bean.getClass())) {
				exporter.registerManagedResource(bean, beanName);
			}
		});
		return new LazyConnectionDataSourceProxy(dataSource);
	}

	/** An embedded database that replaces the {@code DataSource} in a test is no pool. */
	private static boolean isPool(DataSource dataSource) {
		try {
			return dataSource.isWrapperFor(HikariDataSource.class);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/** After the development server's post-processor, which wraps the pool itself. */
	@Override
	public int getOrder() {
		return 0;
	}

}
