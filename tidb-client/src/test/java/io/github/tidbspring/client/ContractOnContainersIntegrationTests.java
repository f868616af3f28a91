package io.github.tidbspring.client;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.tidb.TiDBContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract suite on TiDBs in containers, one after another, where there is Docker.
 * {@code -Dtidb.test.image=…} names another image than those below.
 * <p>
 * A container is a {@code tidb-server} without TiFlash: from 8.4 on it has vectors, and
 * no index for them.
 */
@NullMarked
@ExtendWith(ContractOnContainersIntegrationTests.WhereThereIsDocker.class)
class ContractOnContainersIntegrationTests {

	/**
	 * The last release of each line that is maintained, and the one before in the newest.
	 *
	 * @see <a href="https://docs.pingcap.com/tidb/stable/release-notes/">Releases</a>
	 */
	static final List<String> IMAGES = List.of("pingcap/tidb:v7.5.7", "pingcap/tidb:v8.1.2", "pingcap/tidb:v8.5.3",
			"pingcap/tidb:v8.5.8");

	@ParameterizedTest
	@MethodSource("images")
	void contractHolds(String image) {
		try (TiDBContainer container = new TiDBContainer(image)) {
			container.start();
			String url = "mysql://root:@%s:%d/".formatted(container.getHost(), container.getMappedPort(4000));
			Path file = Path.of("target", "contract-summary-" + image.replaceAll("[^\\w.-]+", "-") + ".txt");
			ContractSummary summary = ContractRun.of(url, file);
			assertThat(summary.failures()).isEmpty();
			assertThat(summary.passes()).isPositive();
		}
	}

	static List<String> images() {
		@Nullable String image = System.getProperty("tidb.test.image");
		return (image != null && !image.isBlank()) ? List.of(image) : IMAGES;
	}

	/**
	 * Where there is Docker, and no other TiDB to run on.
	 */
	static final class WhereThereIsDocker implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (ContractServer.namedUrl(System.getProperty(ContractServer.URL_PROPERTY)) != null) {
				return ConditionEvaluationResult.disabled("A TiDB is named, and the suite runs on that one");
			}
			return DockerClientFactory.instance().isDockerAvailable()
					? ConditionEvaluationResult.enabled("There is Docker") : ConditionEvaluationResult
						.disabled("There is no Docker for TiDB in containers: " + String.join(", ", images()));
		}

	}

}
