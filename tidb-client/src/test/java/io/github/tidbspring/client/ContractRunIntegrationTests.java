package io.github.tidbspring.client;

import java.nio.file.Path;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The suite runs on the server that is named, as it does for each container, and says
 * what it found.
 */
class ContractRunIntegrationTests {

	@TempDir
	private Path directory;

	@Test
	@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
			disabledReason = "it says what is done where no program is named")
	void runWithinATestIsOnTheStandInWhereNothingIsNamed() {
		ContractSummary summary = run("");
		assertThat(summary.failures()).isEmpty();
		assertThat(summary.passes()).isGreaterThan(10);
		assertThat(summary.text()).contains("MariaDB, a stand-in for TiDB", "supports  VECTOR, FULL_TEXT\n",
				"lacks     VECTOR_INDEX, SERVER_SIDE_EMBEDDING\n");
		assertThat(this.directory.resolve("summary.txt")).hasContent(summary.text());
	}

	@Test
	void runWithinATestIsOnTheServerThatIsNamed() {
		try (TiDBDevServer other = standIn()) {
			ContractSummary summary = run(other.url());
			assertThat(summary.text()).contains(other.version())
				.contains("of the stand-in alone")
				.doesNotContain(String.valueOf(other.port()), other.password(), other.host());
			assertThat(summary.failures()).as("It is no TiDB")
				.contains("ServerContractIntegrationTests.serverSaysWhatItIs");
		}
	}

	@Test
	void serverThatCannotBeReachedFailsTheRunAndIsNotNamed() {
		ContractSummary summary = run("mysql://somebody:Geheim@127.0.0.1:1/test");
		assertThat(summary.passes()).isZero();
		assertThat(summary.failures()).containsExactly("ServerContractIntegrationTests");
		assertThat(summary.text()).contains("none was reached").doesNotContain("Geheim", "somebody", "127.0.0.1");
	}

	@Test
	void tableForExactSearchIsMadeWithoutIndexes() {
		try (TiDBDevServer standIn = standIn();
				TiDBClient tidb = TiDBClient.builder((connection) -> connection.databaseUrl(standIn.url()))
					.decorateDataSource(standIn::wrap)
					.build()) {
			Table<Searched> table = TiDBClient.create(WithoutSearchIndexes.in(tidb.dataSource()))
				.table(Searched.class)
				.schema()
				.create();
			assertThat(indexes(tidb)).containsExactly("PRIMARY", "idx_name");
			table.schema().drop();
			tidb.table(Searched.class).schema().create();
			assertThat(indexes(tidb)).contains("vec_idx_first", "vec_idx_second", "fts_idx_text");
		}
	}

	private static TiDBDevServer standIn() {
		return TiDBDevServer.builder().type(TiDBDevServer.Type.STAND_IN).start();
	}

	private static Iterable<String> indexes(TiDBClient tidb) {
		return tidb.sql("SHOW INDEX FROM searched").query((row, number) -> row.getString("Key_name")).list();
	}

	private ContractSummary run(String url) {
		return ContractRun.of(url, this.directory.resolve("summary.txt"),
				DiscoverySelectors.selectClass(ServerContractIntegrationTests.class));
	}

	@TiDBTable("searched")
	record Searched(@PrimaryKey long id, @VectorColumn(dimensions = 2, index = true) float[] first,
			@FullTextColumn String text, @TiDBIndex String name,
			@VectorColumn(dimensions = 2, index = true) float[] second) {

	}

}
