package io.github.tidbspring.sample;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.search.SearchHits;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application on a real TiDB. Skipped where there is no Docker.
 */
@Testcontainers(disabledWithoutDocker = true)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(TiDBContainerConfiguration.class)
class SampleOnTiDBContainerIntegrationTests {

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private PropertySearch search;

	@Test
	void whenThereIsDockerThenThePropertyIsFoundOnATiDB() {
		assertThat(this.tidb.serverInfo().isTiDB()).isTrue();
		SearchHits<PropertyMetadata> result = this.search.search("change the http port", 3);
		// A container has no full-text search.
		assertThat(result.isVectorOnly()).isTrue();
		assertThat(result.list()).extracting((hit) -> hit.entity().name()).contains("server.port");
	}

}
