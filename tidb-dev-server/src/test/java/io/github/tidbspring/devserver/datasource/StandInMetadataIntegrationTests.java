package io.github.tidbspring.devserver.datasource;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import io.github.tidbspring.devserver.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
		disabledReason = "only a stand-in has functions and triggers to hide")
class StandInMetadataIntegrationTests {

	@Test
	void keywordsAreTiDBs() throws SQLException {
		try (Connection connection = Servers.wrapped(Servers.shared()).getConnection()) {
			DatabaseMetaData metadata = connection.getMetaData();
			assertThat(metadata.getSQLKeywords()).contains("TIDB_CURRENT_TSO");
			assertThat(metadata.getDatabaseProductVersion()).startsWith("8.0.11-TiDB-");
			assertThat(metadata.getConnection()).isNotNull();
		}
	}

}
