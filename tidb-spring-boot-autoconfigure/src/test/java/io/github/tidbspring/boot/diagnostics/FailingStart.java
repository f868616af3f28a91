package io.github.tidbspring.boot.diagnostics;

import java.util.Arrays;
import java.util.stream.Stream;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * An application that does not start, and what uses the database first in it.
 */
final class FailingStart {

	private FailingStart() {
	}

	static void run(Class<?> application, String... properties) {
		SpringApplication run = new SpringApplication(application);
		run.setWebApplicationType(WebApplicationType.NONE);
		String[] arguments = Stream
			.concat(Arrays.stream(properties),
					Stream.of("spring.main.banner-mode=off", "spring.jpa.open-in-view=false"))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		assertThatException().isThrownBy(() -> run.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = { "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
					"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
					"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration" })
	static class WithoutRunner {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WithoutRunner.class)
	static class WithRunner {

		@Bean
		ApplicationRunner versionRunner(TiDBClient tidb) {
			return (arguments) -> tidb.serverInfo();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = { "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
					"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration" })
	static class WithFlyway {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(excludeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
	static class WithJpa {

	}

}
