package io.github.tidbspring.client.table;

import io.github.tidbspring.client.ContractServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

/**
 * The same tests on a TiDB in a container, where there is Docker.
 */
@EnabledIf(value = "isDockerAvailable", disabledReason = "There is no Docker for a TiDB in a container")
class TableContainerIntegrationTests extends TableIntegrationTests {

	// Hides that of the parent: JUnit runs this one alone.
	@BeforeAll
	static void start() {
		server = ContractServer.container("pingcap/tidb:v8.5.3");
		tidb = server.client();
	}

	static boolean isDockerAvailable() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

}
