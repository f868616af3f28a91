package io.github.tidbspring.boot.autoconfigure;

import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.TiDBSQLExceptionOverride;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;

/**
 * Sets {@link TiDBSQLExceptionOverride} on the pool that the client uses, if that pool
 * has not started and has no exception override.
 *
 * @param beanFactory the bean factory
 */
record ExceptionOverridePostProcessor(ConfigurableListableBeanFactory beanFactory) implements BeanPostProcessor {

	static final String ENABLED = "tidb.exception-override.enabled";

	private static final Log logger = LogFactory.getLog(ExceptionOverridePostProcessor.class);

	/** Parts of the JDBC URLs of drivers for TiDB, and of wrappers around them. */
	private static final List<String> KINDS = List.of("mysql", "mariadb", "tidb");

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource
				&& beanName.equals(new DataSourceBeans(this.beanFactory).ofClient())) {
			HikariDataSource pool = unwrap(dataSource);
			if (pool != null && pool.getExceptionOverride() == null && !pool.isRunning() && isOfMySqlKind(pool)) {
				pool.setExceptionOverride(new TiDBSQLExceptionOverride());
				logger
					.info(("The pool of the bean '%s' gets TiDBSQLExceptionOverride, so that it keeps its connections "
							+ "when TiDB answers 1105 (%s=false leaves it as it is)")
						.formatted(beanName, ENABLED));
			}
		}
		return bean;
	}

	private static @Nullable HikariDataSource unwrap(DataSource dataSource) {
		try {
			return DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
		}
		catch (RuntimeException ex) {
			// For example, a DataSource that delegates by thread and has no target here.
			return null;
		}
	}

	private static boolean isOfMySqlKind(HikariDataSource pool) {
		String url = pool.getJdbcUrl();
		return url == null || KINDS.stream().anyMatch(url.toLowerCase(Locale.ROOT)::contains);
	}

}
