package io.github.tidbspring.sample;

import org.springframework.boot.SpringApplication;

/**
 * The application on a TiDB in a container, for development on a machine with Docker:
 * {@code mvn -pl sample-app -am spring-boot:test-run}.
 */
class TestSampleApplication {

	public static void main(String[] args) {
		SpringApplication.from(SampleApplication::main).with(TiDBContainerConfiguration.class).run(args);
	}

}
