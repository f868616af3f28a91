package io.github.tidbspring.devserver.datasource;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

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

	@Test
	void columnsHaveTheTypesOfTiDB() throws SQLException {
		try (Connection connection = Servers.wrapped(Servers.shared()).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE typed_columns (id BIGINT PRIMARY KEY, v VECTOR(3), j JSON, t LONGTEXT)");
			try (ResultSet columns = connection.getMetaData()
				.getColumns(connection.getCatalog(), null, "typed_columns", null)) {
				List<String> types = new ArrayList<>();
				while (columns.next()) {
					types.add(columns.getString("TYPE_NAME") + " " + columns.getInt(5) + " " + columns.getString(5));
				}
				assertThat(types).containsExactly("BIGINT -5 -5", "VECTOR -4 -4", "JSON -1 -1", "LONGTEXT -1 -1");
			}
			finally {
				statement.execute("DROP TABLE typed_columns");
			}
		}
	}

	@Test
	void sequencesAreListed() throws SQLException {
		try (Connection connection = Servers.wrapped(Servers.shared()).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE SEQUENCE listed_sequence");
			try (ResultSet sequences = statement.executeQuery(
					"SELECT sequence_name FROM information_schema.sequences WHERE sequence_schema = database()")) {
				assertThat(sequences.next()).isTrue();
				assertThat(sequences.getString(1)).isEqualTo("listed_sequence");
			}
			finally {
				statement.execute("DROP SEQUENCE listed_sequence");
			}
		}
	}

}
