package io.github.tidbspring.boot.autoconfigure;

import java.util.function.Supplier;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.internal.AutoConfiguredClient;
import io.github.tidbspring.boot.internal.NamedClients;
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
 * If the application configures no other database, it is the application's only
 * {@code DataSource}; otherwise only {@link TiDBClient} uses it.
 *
 * @since 0.1
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class,
		after = { JndiDataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class },
		// A test slice may replace the DataSource by a test database.
		afterName = "org.springframework.boot.jdbc.test.autoconfigure.TestDatabaseAutoConfiguration")
@ConditionalOnClass({ TiDBClient.class, HikariDataSource.class })
@ConditionalOnMissingBean({ DataSource.class, XADataSource.class })
@EnableConfigurationProperties(TiDBProperties.class)
@Import(EmptySections.EmptySectionsConfiguration.class)
public final class TiDBDataSourceAutoConfiguration {

	static final String DATA_SOURCE = "tidbDataSource";

	private static final String PREFIX = "tidb";

	@Bean
	@ConditionalOnMissingBean(TiDBConnectionDetails.class)
	PropertiesTiDBConnectionDetails tidbConnectionDetails(TiDBProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesTiDBConnectionDetails(PREFIX, properties, sslBundles.getIfAvailable());
	}

	@Bean
	@ConditionalOnProperty(name = LazyConnectionFetch.PROPERTY, havingValue = "lazy")
	static LazyConnectionFetch tidbLazyConnectionFetch(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<MBeanExporter> mbeanExporter) {
		return new LazyConnectionFetch((name) -> name.equals(DATA_SOURCE) && !isOwnClients(beanFactory), mbeanExporter);
	}

	static HikariDataSource createDataSource(TiDBProperties properties, TiDBConnectionDetails details,
			Environment environment, ConfigurableListableBeanFactory beanFactory) {
		PoolProperties.check(environment, PREFIX);
		HikariDataSource dataSource = settings(properties, details).toDataSource();
		rememberFailures(DATA_SOURCE, dataSource, beanFactory);
		return dataSource;
	}

	static ConnectionSettings settings(TiDBConnectionProperties properties, TiDBConnectionDetails details) {
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

	/** Return whether this auto-configuration created the {@code tidbDataSource} bean. */
	static boolean isOurs(ListableBeanFactory beanFactory) {
		return isOfApplication(beanFactory) || exists(beanFactory, DedicatedDataSourceConfiguration.class);
	}

	/** Return whether it did so as the application's only {@code DataSource}. */
	static boolean isOfApplication(ListableBeanFactory beanFactory) {
		return exists(beanFactory, ApplicationDataSourceConfiguration.class)
				|| exists(beanFactory, ClientDataSourceConfiguration.class);
	}

	/** Return whether only named clients specify a connection. */
	static boolean isOfNobody(ListableBeanFactory beanFactory) {
		return exists(beanFactory, NoDataSourceConfiguration.class);
	}

	/** Includes parent contexts, whose beans are available in their children. */
	private static boolean exists(ListableBeanFactory beanFactory, Class<?> type) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false).length > 0;
	}

	/**
	 * Return whether {@code tidbDataSource} is taken from the application's own client.
	 */
	static boolean isOwnClients(ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.containsBeanDefinition(DATA_SOURCE)
				&& beanFactory.getBeanDefinition(DATA_SOURCE).hasAttribute(OwnClients.ATTRIBUTE);
	}

	/**
	 * Store the last connection failure in the bean definition, for the failure
	 * analyzers, which run when the beans have been destroyed.
	 */
	static void rememberFailures(String bean, DataSource dataSource, ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBeanDefinition(bean)) {
			Supplier<@Nullable ConnectionFailure> last = () -> ConnectionFailure.lastOf(dataSource);
			beanFactory.getBeanDefinition(bean).setAttribute(ConnectionFailure.class.getName(), last);
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
	 * The application defines a client and configures no connection: other users of a
	 * {@code DataSource} share that of the client.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnDataSourceSituation.OwnClientAlone.class)
	static class ClientDataSourceConfiguration {

		/* The client closes its own DataSource; a pool created here is closed below. */
		@Bean(destroyMethod = "")
		DataSource tidbDataSource(TiDBProperties properties, TiDBConnectionDetails details, Environment environment,
				ConfigurableListableBeanFactory beanFactory) {
			DataSource ofClient = new OwnClients(beanFactory).dataSource();
			if (ofClient != null) {
				beanFactory.getBeanDefinition(DATA_SOURCE).setAttribute(OwnClients.ATTRIBUTE, true);
				rememberFailures(DATA_SOURCE, ofClient, beanFactory);
				return ofClient;
			}
			HikariDataSource dataSource = createDataSource(properties, details, environment, beanFactory);
			PoolProperties.bind(environment, PREFIX, dataSource);
			if (beanFactory instanceof DefaultSingletonBeanRegistry registry) {
				registry.registerDisposableBean(DATA_SOURCE + ".pool", dataSource::close);
			}
			return dataSource;
		}

	}

	/**
	 * The application has another database, and only {@link TiDBClient} uses TiDB.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnDataSourceSituation.TiDBBesideAnother.class)
	static class DedicatedDataSourceConfiguration {

		@Bean(defaultCandidate = false)
		@TiDBDataSource
		HikariDataSource tidbDataSource(TiDBProperties properties, TiDBConnectionDetails details,
				Environment environment, ConfigurableListableBeanFactory beanFactory) {
			HikariDataSource dataSource = createDataSource(properties, details, environment, beanFactory);
			// Bound here, because only one bean method may declare a prefix in the
			// metadata.
			PoolProperties.bind(environment, PREFIX, dataSource);
			return dataSource;
		}

	}

	/**
	 * Only named clients specify a connection. Without a {@code DataSource} bean, Spring
	 * Boot would create one, and fail because it knows no URL.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnDataSourceSituation.NamedClientsAlone.class)
	static class NoDataSourceConfiguration {

		@Bean
		DataSource tidbDataSource(ConfigurableListableBeanFactory beanFactory) {
			beanFactory.getBeanDefinition(DATA_SOURCE).setAttribute(NamedClients.NO_DATA_SOURCE, true);
			return new NoDataSource("This application has no default DataSource, because only clients with a name are "
					+ "configured (tidb.clients.*: %s): inject one of theirs with @Qualifier, or set tidb.host or "
						.formatted(String.join(", ", AutoConfiguredClient.named(beanFactory)))
					+ "tidb.database-url for a default");
		}

	}

}
