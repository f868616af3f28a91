package io.github.tidbspring.boot.autoconfigure;

import java.util.function.Supplier;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@code DataSource} of TiDB.
 * It is the application's, unless that speaks of another database too.
 *
 * @since 0.1
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class,
		after = { JndiDataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class },
		// So that a slice's own test database goes first, where it is asked for.
		afterName = "org.springframework.boot.jdbc.test.autoconfigure.TestDatabaseAutoConfiguration")
@ConditionalOnClass({ TiDBClient.class, HikariDataSource.class })
@ConditionalOnMissingBean({ DataSource.class, XADataSource.class })
@EnableConfigurationProperties(TiDBProperties.class)
public final class TiDBDataSourceAutoConfiguration {

	private static final String DATA_SOURCE = "tidbDataSource";

	@Bean
	@ConditionalOnMissingBean(TiDBConnectionDetails.class)
	PropertiesTiDBConnectionDetails tidbConnectionDetails(TiDBProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesTiDBConnectionDetails(properties, sslBundles.getIfAvailable());
	}

	private static HikariDataSource createDataSource(TiDBProperties properties, TiDBConnectionDetails details,
			Environment environment, ConfigurableListableBeanFactory beanFactory) {
		PoolProperties.check(environment);
		HikariDataSource dataSource = new ConnectionSettingsFactory(properties, details).create().toDataSource();
		rememberFailures(dataSource, beanFactory);
		return dataSource;
	}

	/**
	 * For the failure analyzers. When they are asked there are no beans any more, but
	 * there are their definitions.
	 */
	private static void rememberFailures(HikariDataSource dataSource, ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBeanDefinition(DATA_SOURCE)) {
			Supplier<@Nullable ConnectionFailure> last = () -> ConnectionFailure.lastOf(dataSource);
			beanFactory.getBeanDefinition(DATA_SOURCE).setAttribute(ConnectionFailure.class.getName(), last);
		}
	}

	/**
	 * TiDB is the application's only database.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnDataSourceSituation.TiDBAlone.class)
	static class ApplicationDataSourceConfiguration {

		@Bean
		@ConfigurationProperties(PoolProperties.PREFIX)
		HikariDataSource tidbDataSource(TiDBProperties properties, TiDBConnectionDetails details,
				Environment environment, ConfigurableListableBeanFactory beanFactory) {
			return createDataSource(properties, details, environment, beanFactory);
		}

	}

	/**
	 * Another database is the application's, and TiDB is for {@link TiDBClient} alone.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnDataSourceSituation.TiDBBesideAnother.class)
	static class DedicatedDataSourceConfiguration {

		@Bean(defaultCandidate = false)
		@TiDBDataSource
		HikariDataSource tidbDataSource(TiDBProperties properties, TiDBConnectionDetails details,
				Environment environment, ConfigurableListableBeanFactory beanFactory) {
			HikariDataSource dataSource = createDataSource(properties, details, environment, beanFactory);
			// Bound here: a prefix can be announced by one bean method only.
			Binder.get(environment).bind(PoolProperties.PREFIX, Bindable.ofInstance(dataSource));
			return dataSource;
		}

	}

}
