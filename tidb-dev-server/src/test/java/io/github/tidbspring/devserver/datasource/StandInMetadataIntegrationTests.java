package io.github.tidbspring.devserver.datasource;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
		disabledReason = "only a stand-in has functions and triggers to hide")
class StandInMetadataIntegrationTests {

	private static TiDBDevServer server;

	@BeforeAll
	static void start() {
		server = TiDBDevServer.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void keywordsAreTiDBs() throws SQLException {
		try (Connection connection = dataSource().getConnection()) {
			DatabaseMetaData metadata = connection.getMetaData();
			assertThat(metadata.getSQLKeywords()).contains("TIDB_CURRENT_TSO");
			assertThat(metadata.getDatabaseProductVersion()).startsWith("8.0.11-TiDB-");
			assertThat(metadata.getConnection()).isNotNull();
		}
	}

	private static DataSource dataSource() {
		return server.wrap(new DriverManagerDataSource(
				"jdbc:mysql://%s:%d/%s".formatted(server.host(), server.port(), server.database()), server.username(),
				server.password()));
	}

}
