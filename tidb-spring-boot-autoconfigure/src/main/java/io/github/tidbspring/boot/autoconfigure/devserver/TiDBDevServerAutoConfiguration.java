package io.github.tidbspring.boot.autoconfigure.devserver;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.boot.autoconfigure.TiDBClientsAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link TiDBDevServer}: starts a
 * server if the module is on the class path and the application configures no database,
 * and connects the application to that server, or to one that it declares as a bean.
 *
 * @since 0.1
 */
@AutoConfiguration(before = TiDBDataSourceAutoConfiguration.class,
		after = { JndiDataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class,
				TiDBClientsAutoConfiguration.class },
		// A test slice may replace the DataSource by a test database.
		afterName = "org.springframework.boot.jdbc.test.autoconfigure.TestDatabaseAutoConfiguration")
@ConditionalOnClass({ TiDBClient.class, TiDBDevServer.class })
@ConditionalOnMissingBean({ DataSource.class, XADataSource.class, TiDBConnectionDetails.class, TiDBClient.class })
// The declared one first: later it could not be distinguished from the started one.
@Import({ DevServerConfigurations.Declared.class, DevServerConfigurations.Own.class })
public final class TiDBDevServerAutoConfiguration {

}
