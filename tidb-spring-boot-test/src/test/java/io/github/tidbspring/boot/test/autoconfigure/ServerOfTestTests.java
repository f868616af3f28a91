package io.github.tidbspring.boot.test.autoconfigure;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.boot.autoconfigure.TiDBClientsAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the server which a test runs on is named.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServerOfTestTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final MutablePropertySources sources = this.context.getEnvironment().getPropertySources();

	@BeforeEach
	void withoutEnvironment() {
		environment(Map.of());
	}

	@Test
	void whenTheEnvironmentNamesAServerThenItIsWarnedOf(CapturedOutput output) {
		environment(Map.of("TIDB_HOST", "tidb.example.org", "TIDB_PORT", "4009", "TIDB_PASSWORD", "topsecret"));
		start(new WithoutConfiguredServer());
		assertThat(lines(output)).singleElement()
			.asString()
			.contains("WARN")
			.contains("This test runs on tidb.example.org:4009, which is set by TIDB_HOST in the environment")
			.contains("not on the development server")
			.doesNotContain("topsecret");
	}

	@Test
	void whenTheEnvironmentHasAUrlThenNothingSecretOfItIsShown(CapturedOutput output) {
		environment(Map.of("TIDB_DATABASE_URL", "mysql://alice:topsecret@tidb.example.org/notes"));
		start(new WithoutConfiguredServer());
		assertThat(lines(output)).singleElement()
			.asString()
			.contains("tidb.example.org:4000/notes")
			.contains("TIDB_DATABASE_URL")
			.doesNotContain("topsecret")
			.doesNotContain("alice");
	}

	@Test
	void whenFilesNameAnotherServerThanTheEnvironmentThenThatOfTheEnvironmentIsNamed(CapturedOutput output) {
		environment(Map.of("TIDB_HOST", "tidb.example.org"));
		this.sources.addLast(new OriginTrackedMapPropertySource("Config resource 'application.yml'",
				Map.of("tidb.host", "production.example.org"), true));
		start(new WithoutConfiguredServer());
		assertThat(lines(output)).singleElement()
			.asString()
			.contains("This test runs on tidb.example.org:4000, which is set by TIDB_HOST");
		assertThat(output).doesNotContain("production.example.org");
	}

	@Test
	void whenTheTestNamesAServerThenItIsNamedAtInfo(CapturedOutput output) {
		this.sources.addFirst(new MapPropertySource("Inlined Test Properties", Map.of("tidb.host", "10.0.0.1")));
		start(new WithoutConfiguredServer());
		assertThat(lines(output)).singleElement().asString().contains("INFO").contains("10.0.0.1:4000");
	}

	@Test
	void whenConnectionDetailsReplaceTheEnvironmentThenItIsNotNamed(CapturedOutput output) {
		environment(Map.of("TIDB_HOST", "tidb.example.org"));
		this.context.registerBean("container", TiDBConnectionDetails.class,
				() -> () -> ConnectionSettings.builder().build());
		start(new WithoutConfiguredServer());
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenTheEnvironmentNamesTheServerOfANamedClientThenItIsWarnedOf(CapturedOutput output) {
		environment(Map.of("TIDB_CLIENTS_REPORTING_HOST", "reporting.example.org", "TIDB_CLIENTS_REPORTING_PORT",
				"4009", "TIDB_CLIENTS_REPORTING_PASSWORD", "topsecret"));
		this.context.registerBean(TiDBClientsAutoConfiguration.class);
		AnnotationConfigUtils.registerAnnotationConfigProcessors(this.context);
		start(new WithoutConfiguredServer());
		assertThat(lines(output)).isEmpty();
		assertThat(output.toString().lines().filter((line) -> line.contains("In this test, the client")))
			.singleElement()
			.asString()
			.contains("WARN")
			.contains(
					"the client 'reporting' uses reporting.example.org:4009, which is set by TIDB_CLIENTS_REPORTING_HOST")
			.contains("is not rolled back")
			.doesNotContain("topsecret");
	}

	@Test
	void whenNothingNamesAServerThenNothingIsSaid(CapturedOutput output) {
		environment(Map.of("TIDB_SERVICE_HOST", "10.0.0.1"));
		start(new WithoutConfiguredServer());
		assertThat(lines(output)).isEmpty();
	}

	private void environment(Map<String, Object> variables) {
		this.sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						variables));
	}

	private void start(ContextCustomizer customizer) {
		customizer.customizeContext(this.context, Mockito.mock(MergedContextConfiguration.class));
		this.context.refresh();
		this.context.close();
	}

	private static List<String> lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("This test runs on")).toList();
	}

}
