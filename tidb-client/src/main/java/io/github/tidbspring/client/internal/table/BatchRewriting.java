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
 * Says once for each pool of a {@code DataSource} of the application that it sends
 * batches row by row. Our own pool does not: it switches the driver's rewriting on.
 */
final class BatchRewriting {

	private static final Log logger = LogFactory.getLog(Table.class.getPackageName());

	/**
	 * The URLs of which it was said, of each {@code DataSource}, which may choose another
	 * pool by the thread. Weak: what is kept here must not keep a client.
	 */
	private static final Map<DataSource, Set<String>> SAID = Collections.synchronizedMap(new WeakHashMap<>());

	private BatchRewriting() {
	}

	/**
	 * Look whether batches are rewritten, and say so if they are not.
	 * @param jdbc where the connection is from
	 * @param connection the connection
	 */
	static void check(JdbcOperations jdbc, Connection connection) {
		DataSource dataSource = (jdbc instanceof JdbcAccessor accessor) ? origin(accessor.getDataSource()) : null;
		if (dataSource == null || isOn(connection)
				|| !SAID.computeIfAbsent(dataSource, (key) -> ConcurrentHashMap.newKeySet()).add(url(connection))) {
			return;
		}
		logger.warn("Inserts in batches are slow here: the rows are sent one by one, because the property "
				+ "rewriteBatchedStatements of Connector/J is off for this DataSource. Set it to true: "
				+ "?rewriteBatchedStatements=true in its URL, or in Spring Boot "
				+ "spring.datasource.hikari.data-source-properties.rewriteBatchedStatements=true");
	}

	/**
	 * A client of another database has a {@code DataSource} of its own on the same one.
	 */
	private static @Nullable DataSource origin(@Nullable DataSource dataSource) {
		DataSource origin = dataSource;
		while (origin instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			origin = delegating.getTargetDataSource();
		}
		return origin;
	}

	private static String url(Connection connection) {
		try {
			String url = connection.getMetaData().getURL();
			return (url != null) ? url : "";
		}
		catch (SQLException ex) {
			return "";
		}
	}

	private static boolean isOn(Connection connection) {
		try {
			// Other drivers have other names for it.
			return !ConnectorJ.isDriverOf(connection) || ConnectorJ.isOn(connection, "rewriteBatchedStatements");
		}
		catch (SQLException ex) {
			return true;
		}
	}

}
