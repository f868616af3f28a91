package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link TiDBClient} and its
 * builder. The builder is available even if the application defines the client itself.
 *
 * @since 0.1
 */
@AutoConfiguration(after = { TiDBDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class })
@ConditionalOnClass(TiDBClient.class)
@Conditional({ OnTiDBClientDataSource.class, OnDefaultClient.class })
@EnableConfigurationProperties(TiDBProperties.class)
@Import(EmptySections.EmptySectionsConfiguration.class)
public final class TiDBAutoConfiguration {

	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	@ConditionalOnMissingBean
	TiDBClient.Builder tidbClientBuilder(@TiDBDataSource ObjectProvider<DataSource> qualifiedDataSource,
			ObjectProvider<DataSource> dataSource, ConfigurableListableBeanFactory beanFactory) {
		DataSource connections = qualifiedDataSource.getIfAvailable(dataSource::getObject);
		return new ClientBuilders(beanFactory).builder(connections, ClientNames.DEFAULT);
	}

	@Bean
	@ConditionalOnMissingBean
	TiDBClient tidbClient(TiDBClient.Builder builder) {
		return builder.build();
	}

	@Bean
	@ConditionalOnBooleanProperty(ConnectOnStart.ENABLED)
	ConnectOnStart tidbConnectOnStart(ObjectProvider<TiDBClient> clients) {
		return new ConnectOnStart(clients);
	}

	/**
	 * Adapts a HikariCP pool of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HikariDataSource.class)
	@ConditionalOnBooleanProperty(name = ExceptionOverridePostProcessor.ENABLED, matchIfMissing = true)
	static class ExceptionOverrideConfiguration {

		@Bean
		static ExceptionOverridePostProcessor tidbExceptionOverridePostProcessor(
				ConfigurableListableBeanFactory beanFactory) {
			return new ExceptionOverridePostProcessor(beanFactory);
		}

	}

}
