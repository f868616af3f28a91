package io.github.tidbspring.client;

import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContractSummary}.
 */
class ContractSummaryTests {

	private static final String JAVA = System.getProperty("java.version");

	private final ContractSummary summary = new ContractSummary();

	@Test
	void everythingIsInItThatAReaderAsksFor() {
		this.summary.server(ServerInfo.of("8.0.11-TiDB-v8.5.8", "contract_1", "TLSv1.3", "TLS_AES_128_GCM_SHA256"),
				(capability) -> capability == Capability.VECTOR, "MySQL Connector/J, mysql-connector-j-9.7.0");
		this.summary.passed();
		this.summary.passed();
		this.summary.failed("TableQueryIntegrationTests.pages");
		this.summary.skipped("VectorIndexIntegrationTests", 5, "this server lacks VECTOR_INDEX");
		this.summary.skipped("TableInspectionIntegrationTests", 1, "this server lacks VECTOR_INDEX");
		this.summary.skipped("SaveIntegrationTests", 1, null);
		this.summary.other();
		this.summary.otherSkipped("ContractOnContainersIntegrationTests", 1, "There is no Docker");
		assertThat(this.summary.text()).isEqualTo("""
				TiDB contract suite
				  server    TiDB 8.5.8 (8.0.11-TiDB-v8.5.8), TLSv1.3
				  supports  VECTOR
				  lacks     VECTOR_INDEX, FULL_TEXT, SERVER_SIDE_EMBEDDING
				  driver    MySQL Connector/J, mysql-connector-j-9.7.0
				  java      %s
				  passed    2
				  failed    1
				    TableQueryIntegrationTests.pages
				  skipped   7
				    1: no reason given
				       in SaveIntegrationTests
				    6: this server lacks VECTOR_INDEX
				       in TableInspectionIntegrationTests, VectorIndexIntegrationTests
				  Besides, 1 tests ran on servers of their own: they show nothing of this one.
				  Not of the suite, and skipped:
				    1: There is no Docker
				       in ContractOnContainersIntegrationTests
				""".formatted(JAVA));
	}

	@Test
	void standInIsNotTakenForATiDB() {
		this.summary.server(ServerInfo.of("8.0.11-TiDB-v8.5.3-stand-in-11.4.5-MariaDB", "contract_1", null, null),
				(capability) -> false, "a driver");
		this.summary.passed();
		assertThat(this.summary.text()).contains(
				"  server    MariaDB, a stand-in for TiDB (8.0.11-TiDB-v8.5.3-stand-in-11.4.5-MariaDB), plain text\n")
			.doesNotContain("TiDB 8.5.3");
	}

	@Test
	void serverIsThereOnceHoweverManyClassesRanOnIt() {
		for (int i = 0; i < 3; i++) {
			this.summary.server(ServerInfo.of("8.0.11-TiDB-v8.5.8", "contract_" + i, null, null), (capability) -> false,
					"a driver");
		}
		assertThat(this.summary.text()).containsOnlyOnce("  server ").containsOnlyOnce("  driver ");
	}

	@Test
	void whenNoServerWasReachedThenItSaysSo() {
		this.summary.failed("TableQueryIntegrationTests");
		assertThat(this.summary.text()).contains("  server    none was reached\n").contains("  failed    1\n");
	}

	@Test
	void whenThereIsNothingToSayThenItIsEmpty() {
		this.summary.other();
		this.summary.otherSkipped("Other", 1, "a reason");
		assertThat(this.summary.isEmpty()).isTrue();
		this.summary.skipped("Some", 1, "a reason");
		assertThat(this.summary.isEmpty()).isFalse();
	}

}
