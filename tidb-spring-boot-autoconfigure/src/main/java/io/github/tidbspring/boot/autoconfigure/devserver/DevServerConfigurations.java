package io.github.tidbspring.boot.autoconfigure.devserver;

import io.github.tidbspring.boot.autoconfigure.ConditionalOnNoDatabaseConfigured;
import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What {@link TiDBDevServerAutoConfiguration} consists of, in the order in which it
 * imports it.
 */
abstract class DevServerConfigurations {

	private static final Log logger = LogFactory.getLog(TiDBDevServerAutoConfiguration.class);

	/**
	 * The application declares a server, as tests do: it replaces what properties say, as
	 * a container does.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(TiDBDevServer.class)
	@Import({ DeclaredForAll.class, DeclaredForClient.class })
	static class Declared {

		@Bean
		static DevServerDataSourcePostProcessor tidbDevServerDataSourcePostProcessor(
				ObjectProvider<TiDBDevServer> server) {
			return new DevServerDataSourcePostProcessor(server);
		}

		static <T extends DevServerConnectionDetails> T tell(TiDBDevServer server, T details) {
			logger.info("This application uses " + server.description() + " at " + server.host() + ":" + server.port()
					+ ", which is declared as a bean, whatever the properties of a connection say");
			return details;
		}

	}

	/**
	 * Of a declared server that is the application's database.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnServiceConnection.class)
	static class DeclaredForAll {

		@Bean
		DevServerServiceConnectionDetails tidbConnectionDetails(TiDBDevServer server) {
			return Declared.tell(server, new DevServerServiceConnectionDetails(server));
		}

	}

	/**
	 * Of a declared server that may have another database beside it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(TiDBConnectionDetails.class)
	static class DeclaredForClient {

		@Bean
		DevServerConnectionDetails tidbConnectionDetails(TiDBDevServer server) {
			return Declared.tell(server, new DevServerConnectionDetails(server));
		}

	}

	/**
	 * Nothing says where a database is: the server is ours.
	 */
	@Configuration(proxyBeanMethods = false)
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
			logger.info("No database is configured: this application uses " + server.description() + " at "
					+ server.host() + ":" + server.port()
					+ ", for development and tests only. To use a TiDB, set tidb.host, tidb.username and tidb.password, "
					+ "or tidb.database-url");
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
