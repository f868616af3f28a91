package io.github.tidbspring.boot.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing is called unknown that somebody knows.
 */
@ExtendWith(OutputCaptureExtension.class)
class PropertiesOfTheApplicationTests {

	@Test
	void whenTheApplicationBindsItsOwnBelowOursThenNothingIsSaid(CapturedOutput output) {
		application().run("--tidb.tenants.default-name=acme", "--tidb.tenants.names.first=acme").close();
		assertThat(output).doesNotContain("are unknown");
	}

	@Test
	void whenTheApplicationBindsItsOwnThenATypingErrorInOursIsStillNamed(CapturedOutput output) {
		application().run("--tidb.tenants.default-name=acme", "--tidb.pasword=geheim").close();
		assertThat(output).contains("did you mean tidb.password?").doesNotContain("tidb.tenants");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hikari", "driver-properties", "dev-server", "driverProperties" })
	void whenAllOfASectionIsCommentedOutThenNothingIsSaid(String section, CapturedOutput output) throws Exception {
		String yaml = "tidb:\n  port: 4001\n  " + section + ":\n#    anything: 1\n";
		StandardEnvironment environment = new StandardEnvironment();
		new YamlPropertySourceLoader().load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.forEach(environment.getPropertySources()::addLast);
		SpringApplication application = application();
		application.setEnvironment(environment);
		application.run().close();
		assertThat(output).doesNotContain("are unknown");
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	@ConfigurationProperties("tidb.tenants")
	static class Tenants {

		private final Map<String, String> names = new HashMap<>();

		private String defaultName = "";

		Map<String, String> getNames() {
			return this.names;
		}

		String getDefaultName() {
			return this.defaultName;
		}

		void setDefaultName(String defaultName) {
			this.defaultName = defaultName;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Tenants.class)
	@ImportAutoConfiguration({ TiDBDataSourceAutoConfiguration.class, TiDBAutoConfiguration.class,
			TiDBPropertyDiagnosticsAutoConfiguration.class })
	static class Application {

	}

}
