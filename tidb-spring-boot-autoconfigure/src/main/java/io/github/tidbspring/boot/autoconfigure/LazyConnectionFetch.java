package io.github.tidbspring.boot.autoconfigure;

import java.sql.SQLException;
import java.util.function.Predicate;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.jmx.support.JmxUtils;

/**
 * Wraps TiDB's pools so that a transaction takes a connection with its first statement,
 * and none without a statement. Needed because {@code spring.datasource.connection-fetch}
 * applies only to a bean named {@code dataSource}.
 *
 * @param beans selects the pools by the names of their beans
 * @param mbeanExporter registers the pool in JMX
 */
record LazyConnectionFetch(Predicate<String> beans,
		ObjectProvider<MBeanExporter> mbeanExporter) implements BeanPostProcessor, Ordered {

	static final String NAME = "connection-fetch";

	static final String PROPERTY = "tidb." + NAME;

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof DataSource dataSource) || !this.beans.test(beanName) || !isPool(dataSource)) {
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
