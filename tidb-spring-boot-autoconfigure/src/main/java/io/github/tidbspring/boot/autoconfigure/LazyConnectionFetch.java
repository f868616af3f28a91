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
 * and none without one: the counterpart of {@code spring.datasource.connection-fetch},
 * with which Boot wraps a bean of the name {@code dataSource} only.
 */
final class LazyConnectionFetch implements BeanPostProcessor, Ordered {

	static final String PROPERTY = "tidb.connection-fetch";

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<MBeanExporter> mbeanExporter;

	LazyConnectionFetch(ConfigurableListableBeanFactory beanFactory, ObjectProvider<MBeanExporter> mbeanExporter) {
		this.beanFactory = beanFactory;
		this.mbeanExporter = mbeanExporter;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!TiDBDataSourceAutoConfiguration.DATA_SOURCE.equals(beanName) || !(bean instanceof DataSource dataSource)
				|| !isPool(dataSource) || TiDBDataSourceAutoConfiguration.isOwnClients(this.beanFactory)) {
			return bean;
		}
		// Spring would not see that what is wrapped is an MBean.
		this.mbeanExporter.ifAvailable((exporter) -> {
			if (JmxUtils.isMBean(bean.getClass())) {
				exporter.registerManagedResource(bean, beanName);
			}
		});
		return new LazyConnectionDataSourceProxy(dataSource);
	}

	/** Not an embedded database that replaces the {@code DataSource} in a test. */
	private static boolean isPool(DataSource dataSource) {
		try {
			return dataSource.isWrapperFor(HikariDataSource.class);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/** After the development server, whose translation belongs next to the pool. */
	@Override
	public int getOrder() {
		return 0;
	}

}
