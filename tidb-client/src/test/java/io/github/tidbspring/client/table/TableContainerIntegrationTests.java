package io.github.tidbspring.client.table;

import io.github.tidbspring.client.ContractServerExtension;
import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

/**
 * The same tests on a TiDB in a container, where there is Docker.
 */
@EnabledIf(value = "isDockerAvailable", disabledReason = "There is no Docker for a TiDB in a container")
@ContractServerExtension.OnImage("pingcap/tidb:v8.5.3")
class TableContainerIntegrationTests extends TableIntegrationTests {

	TableContainerIntegrationTests(TiDBClient tidb) {
		super(tidb);
	}

	static boolean isDockerAvailable() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

}
