package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Applications with a {@code DataSource}, or a client, of their own.
 */
final class OwnDataSources {

	private OwnDataSources() {
	}

	private static DataSource dataSource() {
		return new DriverManagerDataSource("jdbc:h2:mem:mine");
	}

	@Configuration(proxyBeanMethods = false)
	static class OneDataSource {

		@Bean
		DataSource mine() {
			return dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherDataSource {

		@Bean
		DataSource another() {
			return dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryDataSource {

		@Bean
		@Primary
		DataSource first() {
			return dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedDataSource {

		@Bean
		@TiDBDataSource
		DataSource chosen() {
			return dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		TiDBClient ownClient() {
			return TiDBClient.create(dataSource());
		}

	}

}
