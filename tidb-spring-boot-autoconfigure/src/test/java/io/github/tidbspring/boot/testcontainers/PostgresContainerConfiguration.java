package io.github.tidbspring.boot.testcontainers;

import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A service connection to a database that is not TiDB.
 */
@Configuration(proxyBeanMethods = false)
class PostgresContainerConfiguration {

	@Bean
	@ServiceConnection
	RunningPostgres postgresContainer() {
		return new RunningPostgres();
	}

}
