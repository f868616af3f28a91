package io.github.tidbspring.boot.autoconfigure.devserver;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import io.github.tidbspring.boot.autoconfigure.ConditionalOnNoDatabaseConfigured;
import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link TiDBDevServer}: starts
 * one where it is on the class path and the application speaks of no database at all.
 *
 * @since 0.1
 */
@AutoConfiguration(before = TiDBDataSourceAutoConfiguration.class,
		after = { JndiDataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class },
		// So that a slice's own test database goes first, where it is asked for.
		afterName = "org.springframework.boot.jdbc.test.autoconfigure.TestDatabaseAutoConfiguration")
@ConditionalOnClass({ TiDBClient.class, TiDBDevServer.class })
@ConditionalOnBooleanProperty(name = "tidb.dev-server.enabled", matchIfMissing = true)
@ConditionalOnMissingBean({ DataSource.class, XADataSource.class, TiDBConnectionDetails.class, TiDBClient.class })
@ConditionalOnNoDatabaseConfigured
@EnableConfigurationProperties({ TiDBProperties.class, TiDBDevServerProperties.class })
public final class TiDBDevServerAutoConfiguration {

	private static final Log logger = LogFactory.getLog(TiDBDevServerAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
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
		logger.info("No database is configured: this application uses " + server.description() + " at " + server.host()
				+ ":" + server.port()
				+ ", for development and tests only. To use a TiDB, set tidb.host, tidb.username and tidb.password, "
				+ "or tidb.database-url");
		return new DevServerConnectionDetails(server);
	}

	@Bean
	static DevServerDataSourcePostProcessor tidbDevServerDataSourcePostProcessor(ObjectProvider<TiDBDevServer> server) {
		return new DevServerDataSourcePostProcessor(server);
	}

}
