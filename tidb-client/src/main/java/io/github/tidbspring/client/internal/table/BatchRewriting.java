package io.github.tidbspring.client.internal.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import io.github.tidbspring.client.internal.driver.ConnectorJ;
import io.github.tidbspring.client.table.Table;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcAccessor;

/**
 * Logs a warning, once for each pool, if a {@code DataSource} of the application sends
 * batches row by row. The client's own pool enables the driver's rewriting.
 */
final class BatchRewriting {

	private static final Log logger = LogFactory.getLog(Table.class.getPackageName());

	/**
	 * The URLs for which the warning was logged, by {@code DataSource}, which may select
	 * one of several pools. Weak keys, so that a closed client can be collected.
	 */
	private static final Map<DataSource, Set<String>> WARNED = Collections.synchronizedMap(new WeakHashMap<>());

	private BatchRewriting() {
	}

	/**
	 * Log the warning if batches are not rewritten.
	 * @param jdbc the source of the connection
	 * @param connection the connection
	 */
	static void check(JdbcOperations jdbc, Connection connection) {
		DataSource dataSource = (jdbc instanceof JdbcAccessor accessor) ? origin(accessor.getDataSource()) : null;
		try {
			// Other drivers have other names for the property.
			if (dataSource != null && ConnectorJ.isDriverOf(connection)
					&& !ConnectorJ.isOn(connection, "rewriteBatchedStatements")
					&& WARNED.computeIfAbsent(dataSource, (key) -> ConcurrentHashMap.newKeySet())
						.add(String.valueOf(connection.getMetaData().getURL()))) {
				logger.warn("Inserts in batches are slow here: the rows are sent one by one, because the property "
						+ "rewriteBatchedStatements of Connector/J is off for this DataSource. Set it to true: "
						+ "?rewriteBatchedStatements=true in its URL, or in Spring Boot "
						+ "spring.datasource.hikari.data-source-properties.rewriteBatchedStatements=true");
			}
		}
		catch (SQLException ex) {
			logger.trace("The properties of a connection could not be read", ex);
		}
	}

	/** A client of another database wraps the same {@code DataSource}. */
	private static @Nullable DataSource origin(@Nullable DataSource dataSource) {
		DataSource origin = dataSource;
		while (origin instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			origin = delegating.getTargetDataSource();
		}
		return origin;
	}

}
