package io.github.tidbspring.devserver.datasource;

import javax.sql.DataSource;

import io.github.tidbspring.devserver.sql.StatementTranslator;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * Wraps a data source so that its users can speak TiDB to MariaDB.
 *
 * @since 0.1
 */
public final class TranslatingDataSource {

	private TranslatingDataSource() {
	}

	/**
	 * Wrap a data source.
	 * @param dataSource a data source of connections to MariaDB
	 * @param databases the databases that have the stored functions
	 * @param connections the stand-in's own connections
	 * @return the data source for TiDB's statements
	 */
	public static DataSource wrap(DataSource dataSource, KnownDatabases databases, OwnConnections connections) {
		ProxyDataSource proxy = ProxyDataSourceBuilder.create("tidb-dev-server", dataSource)
			.jdbcProxyFactory(new StandInProxyFactory())
			.methodListener(new StatementListener(new StatementTranslator(), databases))
			.listener(new DatabaseListener(databases))
			.listener(new AutoRandomListener(new AutoRandomTriggers(connections)))
			.build();
		return proxy;
	}

}
