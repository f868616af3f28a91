package io.github.tidbspring.client;

import java.sql.SQLException;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.ConnectionSettings;

/**
 * Clients with a pool of their own for the server of the contract, undecorated as in an
 * application.
 */
final class OnePool {

	private OnePool() {
	}

	/** A client with one connection, in the database of the tests. */
	static TiDBClient of(TiDBClient tidb) {
		return of(tidb, (builder) -> {
		}, (pool) -> {
		});
	}

	static TiDBClient of(TiDBClient tidb, Consumer<ConnectionSettings.Builder> customizer,
			Consumer<HikariConfig> pool) {
		HikariDataSource known = poolOf(tidb);
		ConnectionSettings.Builder builder = ConnectionSettings.builder()
			.databaseUrl(known.getJdbcUrl())
			.username(known.getUsername())
			.pool((config) -> {
				config.setMaximumPoolSize(1);
				config.setConnectionTimeout(5000);
			})
			.pool(pool);
		String password = known.getPassword();
		builder.password((password == null || password.isEmpty()) ? null : password);
		customizer.accept(builder);
		return TiDBClient.builder(builder.build()).build();
	}

	/** A pool as an application makes it, which knows nothing of TiDB. */
	static HikariDataSource plain(TiDBClient tidb) {
		HikariDataSource known = poolOf(tidb);
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(known.getJdbcUrl());
		pool.setUsername(known.getUsername());
		pool.setPassword(known.getPassword());
		pool.setMaximumPoolSize(1);
		pool.setConnectionTimeout(5000);
		return pool;
	}

	private static HikariDataSource poolOf(TiDBClient tidb) {
		try {
			return tidb.dataSource().unwrap(HikariDataSource.class);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The number of the connection that a client with one connection has. */
	static long connection(TiDBClient client) {
		return client.sql("SELECT CONNECTION_ID()").query(Long.class).single();
	}

}
