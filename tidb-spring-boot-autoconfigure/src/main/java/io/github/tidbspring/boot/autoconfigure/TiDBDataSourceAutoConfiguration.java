package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.ObjectProvider;
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

	@Bean
	@ConditionalOnMissingBean(TiDBConnectionDetails.class)
	PropertiesTiDBConnectionDetails tidbConnectionDetails(TiDBProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesTiDBConnectionDetails(properties, sslBundles.getIfAvailable());
	}

	private static HikariDataSource createDataSource(TiDBProperties properties, TiDBConnectionDetails details,
			Environment environment) {
		PoolProperties.check(environment);
		return new ConnectionSettingsFactory(properties, details).create().toDataSource();
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
				Environment environment) {
			return createDataSource(properties, details, environment);
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
				Environment environment) {
			HikariDataSource dataSource = createDataSource(properties, details, environment);
			// Bound here: a prefix can be announced by one bean method only.
			Binder.get(environment).bind(PoolProperties.PREFIX, Bindable.ofInstance(dataSource));
			return dataSource;
		}

	}

}
