package io.github.tidbspring.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the profile "docker", as far as they go without Docker.
 */
class DockerProfileTests {

	private static final String ENABLED = "spring.docker.compose.enabled";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer());

	@Test
	void nothingIsStartedInDockerWithoutTheProfile() {
		this.contextRunner
			.run((context) -> assertThat(context.getEnvironment().getProperty(ENABLED)).isEqualTo("false"));
	}

	@Test
	void composeFileIsStartedWithTheProfile() {
		this.contextRunner.withPropertyValues("spring.profiles.active=docker")
			.run((context) -> assertThat(context.getEnvironment().getProperty(ENABLED)).isEqualTo("true"));
	}

	@Test
	void applicationConnectsToTheServiceOfTheComposeFile() throws IOException {
		Map<String, Object> service = service();
		assertThat(service.get("image")).isEqualTo(TiDBContainerConfiguration.IMAGE);
		assertThat(service.get("ports")).isEqualTo(List.of("4000"));
		RunningService running = Mockito.mock(RunningService.class, Answers.RETURNS_DEEP_STUBS);
		BDDMockito.given(running.image()).willReturn(ImageReference.of((String) service.get("image")));
		BDDMockito.given(running.host()).willReturn("127.0.0.1");
		BDDMockito.given(running.ports().get(4000)).willReturn(32768);
		BDDMockito.given(running.labels()).willReturn(Map.of());
		DockerComposeConnectionSource source = Mockito.mock(DockerComposeConnectionSource.class);
		BDDMockito.given(source.getRunningService()).willReturn(running);
		assertThat(new ConnectionDetailsFactories(null).getConnectionDetails(source, true))
			.containsOnlyKeys(TiDBConnectionDetails.class)
			.extractingByKey(TiDBConnectionDetails.class)
			.extracting("databaseUrl")
			.isEqualTo("jdbc:mysql://127.0.0.1:32768/test");
	}

	private static Map<String, Object> service() throws IOException {
		try (InputStream file = Files.newInputStream(Path.of("compose.yaml"))) {
			Map<String, Map<String, Map<String, Object>>> content = new Yaml().load(file);
			assertThat(content.get("services")).containsOnlyKeys("tidb");
			return content.get("services").get("tidb");
		}
	}

}
