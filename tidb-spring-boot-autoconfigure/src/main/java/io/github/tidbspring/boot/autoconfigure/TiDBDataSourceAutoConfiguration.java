package io.github.tidbspring.boot.autoconfigure;

import java.util.function.Supplier;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionFailure;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jmx.export.MBeanExporter;

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
@Import(EmptySections.EmptySectionsConfiguration.class)
public final class TiDBDataSourceAutoConfiguration {

	static final String DATA_SOURCE = "tidbDataSource";

	@Bean
	@ConditionalOnMissingBean(TiDBConnectionDetails.class)
	PropertiesTiDBConnectionDetails tidbConnectionDetails(TiDBProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesTiDBConnectionDetails(properties, sslBundles.getIfAvailable());
	}

	@Bean
	@ConditionalOnProperty(name = LazyConnectionFetch.PROPERTY, havingValue = "lazy")
	static LazyConnectionFetch tidbLazyConnectionFetch(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<MBeanExporter> mbeanExporter) {
		return new LazyConnectionFetch(beanFactory, mbeanExporter);
	}

	static HikariDataSource createDataSource(TiDBProperties properties, TiDBConnectionDetails details,
			Environment environment, ConfigurableListableBeanFactory beanFactory) {
		PoolProperties.check(environment);
		HikariDataSource dataSource = settings(properties, details).toDataSource();
		rememberFailures(dataSource, beanFactory);
		return dataSource;
	}

	private static ConnectionSettings settings(TiDBConnectionProperties properties, TiDBConnectionDetails details) {
		ConnectionSettings.Builder settings = details.getConnectionSettings().mutate();
		if (details.getSslBundle() != null) {
			new SslBundleSettings("the SSL bundle", details::getSslBundle).applyTo(settings);
		}
		if (properties.isEnsureDatabase()) {
			settings.ensureDatabase(true);
		}
		properties.getDriverProperties().forEach(settings::driverProperty);
		return settings.build();
	}

	/** Whether the bean {@code tidbDataSource} is of this auto-configuration. */
	static boolean isOurs(ListableBeanFactory beanFactory) {
		return isOfApplication(beanFactory) || exists(beanFactory, DedicatedDataSourceConfiguration.class);
	}

	/** Whether it is that, and the application's only one. */
	static boolean isOfApplication(ListableBeanFactory beanFactory) {
		return exists(beanFactory, ApplicationDataSourceConfiguration.class)
				|| exists(beanFactory, ClientDataSourceConfiguration.class);
	}

	/** In a parent of the context, too: its beans are also those of the children. */
	private static boolean exists(ListableBeanFactory beanFactory, Class<?> type) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false).length > 0;
	}

	/** Whether the bean {@code tidbDataSource} is the own client's. */
	static boolean isOwnClients(ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.containsBeanDefinition(DATA_SOURCE)
				&& beanFactory.getBeanDefinition(DATA_SOURCE).hasAttribute(OwnClients.ATTRIBUTE);
	}

	/**
	 * For the failure analyzers. When they are asked there are no beans any more, but
	 * there are their definitions.
	 */
	private static void rememberFailures(DataSource dataSource, ConfigurableListableBeanFactory beanFactory) {
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
	 * The application has a client of its own, and nothing else says where TiDB is: what
	 * others do with a {@code DataSource} goes where that client's statements go.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnDataSourceSituation.OwnClientAlone.class)
	static class ClientDataSourceConfiguration {

		/* Whose it is, closes it: the client, or where there is a pool, the context. */
		@Bean(destroyMethod = "")
		DataSource tidbDataSource(TiDBProperties properties, TiDBConnectionDetails details, Environment environment,
				ConfigurableListableBeanFactory beanFactory) {
			DataSource ofClient = new OwnClients(beanFactory).dataSource();
			if (ofClient != null) {
				beanFactory.getBeanDefinition(DATA_SOURCE).setAttribute(OwnClients.ATTRIBUTE, true);
				rememberFailures(ofClient, beanFactory);
				return ofClient;
			}
			HikariDataSource dataSource = createDataSource(properties, details, environment, beanFactory);
			PoolProperties.bind(environment, dataSource);
			if (beanFactory instanceof DefaultSingletonBeanRegistry registry) {
				registry.registerDisposableBean(DATA_SOURCE + ".pool", dataSource::close);
			}
			return dataSource;
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
			PoolProperties.bind(environment, dataSource);
			return dataSource;
		}

	}

}
