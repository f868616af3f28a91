package io.github.tidbspring.devserver.datasource;

import javax.sql.DataSource;

import io.github.tidbspring.devserver.sql.StatementTranslator;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * Wraps a data source of MariaDB so that it accepts TiDB's statements.
 *
 * @since 0.1
 */
public final class TranslatingDataSource {

	private TranslatingDataSource() {
	}

	/**
	 * Wrap a data source.
	 * @param dataSource a data source of connections to MariaDB
	 * @param databases the databases in which the stored functions are installed
	 * @param connections the administrative connections
	 * @return the data source for TiDB's statements
	 */
	public static DataSource wrap(DataSource dataSource, KnownDatabases databases, OwnConnections connections) {
		ProxyDataSource proxy = ProxyDataSourceBuilder.create("tidb-dev-server", dataSource)
			.jdbcProxyFactory(new StandInProxyFactory())
			.methodListener(new StatementListener(new StatementTranslator(), databases))
			.proxyResultSet()
			.listener(new DatabaseListener(databases))
			.listener(new AutoRandomListener(new AutoRandomTriggers(connections)))
			.build();
		return proxy;
	}

}
