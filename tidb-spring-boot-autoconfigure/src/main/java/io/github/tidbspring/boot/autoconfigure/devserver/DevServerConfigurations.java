package io.github.tidbspring.boot.autoconfigure.devserver;

import io.github.tidbspring.boot.autoconfigure.ConditionalOnNoDatabaseConfigured;
import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.devserver.TiDBDevServerException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The configurations that {@link TiDBDevServerAutoConfiguration} imports, in this order.
 */
abstract class DevServerConfigurations {

	private static final Log logger = LogFactory.getLog(TiDBDevServerAutoConfiguration.class);

	/** The address for messages. The server logs its description when it starts. */
	private static String place(TiDBDevServer server) {
		return server.version() + " at " + server.host() + ":" + server.port();
	}

	/**
	 * The application declares a server as a bean, as tests do. Like a container, it
	 * replaces the connection properties.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(TiDBDevServer.class)
	static class Declared {

		@Bean
		static DevServerDataSourcePostProcessor tidbDevServerDataSourcePostProcessor(
				ObjectProvider<TiDBDevServer> server) {
			return new DevServerDataSourcePostProcessor(server);
		}

		/** The server is the application's database. */
		@Bean("tidbConnectionDetails")
		@Conditional(OnServiceConnection.class)
		DevServerServiceConnectionDetails tidbServiceConnectionDetails(ObjectProvider<TiDBDevServer> servers,
				ListableBeanFactory beanFactory) {
			return new DevServerServiceConnectionDetails(only(servers, beanFactory));
		}

		/** The application may have another database in addition to the server. */
		@Bean
		@ConditionalOnMissingBean(TiDBConnectionDetails.class)
		DevServerConnectionDetails tidbConnectionDetails(ObjectProvider<TiDBDevServer> servers,
				ListableBeanFactory beanFactory) {
			return new DevServerConnectionDetails(only(servers, beanFactory));
		}

		/** Return the only or primary server, and log that it is used. */
		private static TiDBDevServer only(ObjectProvider<TiDBDevServer> servers, ListableBeanFactory beanFactory) {
			TiDBDevServer server = servers.getIfUnique();
			if (server == null) {
				throw new TiDBDevServerException("There are several TiDBDevServer beans ("
						+ String.join(", ", beanFactory.getBeanNamesForType(TiDBDevServer.class))
						+ "), and none of them is primary: mark one with @Primary");
			}
			logger.info("This application uses the development server that is declared as a bean, " + place(server)
					+ ", and ignores the connection properties");
			return server;
		}

	}

	/**
	 * No database is configured: a server is started.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "tidb.dev-server.enabled", matchIfMissing = true)
	@ConditionalOnMissingBean(TiDBDevServer.class)
	@ConditionalOnNoDatabaseConfigured
	@EnableConfigurationProperties({ TiDBProperties.class, TiDBDevServerProperties.class })
	static class Own {

		@Bean
		TiDBDevServer tidbDevServer(TiDBProperties tidb, TiDBDevServerProperties properties) {
			TiDBDevServer.Builder builder = TiDBDevServer.builder().port(properties.getPort());
			PropertyMapper map = PropertyMapper.get();
			map.from(tidb::getDatabase).whenHasText().to(builder::database);
			map.from(properties::getType).to(builder::type);
			map.from(properties::getTidbBinary).to(builder::tidbBinary);
			map.from(properties::getDataDirectory).to(builder::dataDirectory);
			return builder.start();
		}

		@Bean
		DevServerConnectionDetails tidbConnectionDetails(TiDBDevServer server) {
			logger.info("No database is configured: this application uses the development server, " + place(server)
					+ ". To use " + (server.isStandIn() ? "a TiDB" : "another TiDB")
					+ ", set tidb.host, tidb.username and tidb.password, or tidb.database-url");
			return new DevServerConnectionDetails(server);
		}

		@Bean
		static DevServerDataSourcePostProcessor tidbDevServerDataSourcePostProcessor(
				ObjectProvider<TiDBDevServer> server) {
			return new DevServerDataSourcePostProcessor(server);
		}

		@Bean
		static DevServerRestartScope tidbDevServerRestartScope() {
			return new DevServerRestartScope();
		}

	}

}
