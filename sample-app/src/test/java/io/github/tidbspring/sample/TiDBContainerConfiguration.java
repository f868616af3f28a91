package io.github.tidbspring.sample;

import org.testcontainers.tidb.TiDBContainer;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/**
 * A TiDB in a container, which the application connects to without being told how.
 */
@TestConfiguration(proxyBeanMethods = false)
class TiDBContainerConfiguration {

	static final String IMAGE = "pingcap/tidb:v8.5.3";

	@Bean
	@ServiceConnection
	TiDBContainer tidbContainer() {
		return new TiDBContainer(IMAGE);
	}

}
