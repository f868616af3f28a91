package io.github.tidbspring.boot.test.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.context.MergedContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WithConfiguredServerTests {

	@Test
	void whenTheConfiguredServerIsAskedForThenItIsNamedAtInfo(CapturedOutput output) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								Map.of("TIDB_HOST", "tidb.example.org")));
			new WithConfiguredServer().customizeContext(context, Mockito.mock(MergedContextConfiguration.class));
			context.refresh();
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("This test runs on"))).singleElement()
			.asString()
			.contains("INFO")
			.contains("tidb.example.org:4000, which is set by TIDB_HOST");
	}

}
