package io.github.tidbspring.boot.autoconfigure.devserver;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
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
 * {@link EnableAutoConfiguration Auto-configuration} for {@link TiDBDevServer}: starts
 * one where it is on the class path and the application speaks of no database at all, and
 * connects the application to it, or to the one that the application declares as a bean.
 *
 * @since 0.1
 */
@AutoConfiguration(before = TiDBDataSourceAutoConfiguration.class,
		after = { JndiDataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class },
		// So that a slice's own test database goes first, where it is asked for.
		afterName = "org.springframework.boot.jdbc.test.autoconfigure.TestDatabaseAutoConfiguration")
@ConditionalOnClass({ TiDBClient.class, TiDBDevServer.class })
@ConditionalOnMissingBean({ DataSource.class, XADataSource.class, TiDBConnectionDetails.class, TiDBClient.class })
// The declared one first: once ours is there, one cannot tell them apart.
@Import({ DevServerConfigurations.Declared.class, DevServerConfigurations.Own.class })
public final class TiDBDevServerAutoConfiguration {

}
