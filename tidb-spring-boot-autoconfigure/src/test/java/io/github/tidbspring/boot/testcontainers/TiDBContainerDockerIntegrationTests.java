package io.github.tidbspring.boot.testcontainers;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.tidb.TiDBContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real TiDB in a real container. Skipped where there is no Docker.
 */
@Testcontainers(disabledWithoutDocker = true)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class TiDBContainerDockerIntegrationTests {

	@Container
	@ServiceConnection
	@SuppressWarnings("resource") // Closed by the extension.
	static final TiDBContainer container = new TiDBContainer(RunningTiDB.IMAGE);

	@Autowired
	private TiDBClient tidb;

	@Test
	void whenThereIsDockerThenTheClientTalksToATiDB() {
		assertThat(this.tidb.serverInfo().isTiDB()).isTrue();
		assertThat(this.tidb.sql("SELECT VEC_COSINE_DISTANCE('[1,0]', '[0,1]')").query(Double.class).single())
			.isEqualTo(1.0);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
			DataSourceAutoConfiguration.class })
	static class Application {

	}

}
