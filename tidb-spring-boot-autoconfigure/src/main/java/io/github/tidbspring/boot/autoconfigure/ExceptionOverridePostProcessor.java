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
 * Gives {@link TiDBSQLExceptionOverride} to the pool that the client is going to use,
 * before that starts, and unless it has another.
 */
final class ExceptionOverridePostProcessor implements BeanPostProcessor {

	static final String ENABLED = "tidb.exception-override.enabled";

	private static final Log logger = LogFactory.getLog(ExceptionOverridePostProcessor.class);

	/** What the URLs of drivers and their wrappers have in them. */
	private static final List<String> KINDS = List.of("mysql", "mariadb", "tidb");

	private final ConfigurableListableBeanFactory beanFactory;

	ExceptionOverridePostProcessor(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource && beanName.equals(OnSharedDataSource.ofClient(this.beanFactory))) {
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
			// One that chooses another by the thread, for example.
			return null;
		}
	}

	private static boolean isOfMySqlKind(HikariDataSource pool) {
		String url = pool.getJdbcUrl();
		return url == null || KINDS.stream().anyMatch(url.toLowerCase(Locale.ROOT)::contains);
	}

}
